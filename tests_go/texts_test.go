package tests_go

import (
	"fmt"
	"strings"
)

const prose = `The committee met again on Tuesday to discuss the budget for the coming year, and after a long
debate it was decided that most of the building work should be delayed until the spring. Nobody was
quite happy with the result, but all agreed that a decision had been needed for a good while. Later
that day the mayor said a few words to the press; she did not take any questions about the bridge.
`

// log returns one line of a JSON log, different for each i.
func log(i int) string {
	return fmt.Sprintf(`{"ts":"2026-03-%02dT%02d:%02d:%02d.%03dZ","level":"info","service":"checkout","trace_id":"%08x%08x",`+
		`"msg":"request done","status":%d,"duration_ms":%d,"path":"/api/v1/orders/%d"}`+"\n",
		i%28+1, i%24, i%60, i*7%60, i*37%1000, i*2654435761, i*40503, 200+i%5, i*13%900, i*31)
}

var items = []string{
	"123-45-6789", "jane.doe@example.com", "4111-1111-1111-1111", "(555) 123-4567", "192.168.17.4",
	"DOB: 07/04/1985", "X1234567", "12345678901", "MRN: AB123456", "AKIAIOSFODNN7EXAMPLE",
}

func item(i int) string { return items[i%len(items)] }

// variedItem returns an item of the same type as items holds, different for each i.
func variedItem(i int) string {
	n := i * 2654435761 % 100_000_000
	s := fmt.Sprintf("%08d", n)
	switch i % len(items) {
	case 0:
		return s[:3] + "-" + s[3:5] + "-" + s[4:]
	case 1:
		return "jane." + s + "@example.com"
	case 2:
		return "4111-" + s[:4] + "-" + s[4:] + "-" + s[2:6]
	case 3:
		return "(555) " + s[:3] + "-" + s[3:7]
	case 4:
		return fmt.Sprintf("192.168.%d.%d", n%256, n/256%256)
	case 5:
		return fmt.Sprintf("DOB: 07/%02d/%d", n%28+1, 1930+n%80)
	case 6:
		return "X" + s[1:]
	case 7:
		return "123" + s
	case 8:
		return "MRN: AB" + s[:6]
	default:
		return "AKIA" + s + "EXAMPLEX"
	}
}

// every returns filler text with an item after each n bytes.
func every(n, size int, itemOf func(i int) string) string {
	var b strings.Builder
	filler := strings.Repeat(prose, n/len(prose)+2)
	for i := 0; b.Len() < size; i++ {
		text := itemOf(i)
		at := i * 97 % len(prose)
		b.WriteString(filler[at : at+max(n-len(text)-2, 1)])
		b.WriteString(" " + text + " ")
	}
	return b.String()[:size]
}

// texts returns a text of about this many bytes of each kind.
func texts(size int) map[string]string {
	fill := func(part string) string {
		n := size / len(part)
		return strings.Repeat(part, n) + part[:max(size-n*len(part), 0)]
	}
	var logs strings.Builder
	for i := 0; logs.Len() < size; i++ {
		logs.WriteString(log(i))
	}
	return map[string]string{
		"prose":      fill(prose),
		"logs":       logs.String()[:size],
		"every-1KB":  every(1024, size, item),
		"every-40B":  every(40, size, item),
		"varied-40B": every(40, size, variedItem),
		"one-accent": fill(prose)[:size-2] + "é",
		"latin-1":    strings.ToValidUTF8(fill("Le comité s'est réuni à nouveau mardi pour débattre du budget de l'année. "), ""),
		"cyrillic":   strings.ToValidUTF8(fill("Комитет снова собрался во вторник, чтобы обсудить бюджет на год. "), ""),
		"cjk":        strings.ToValidUTF8(fill("委员会周二再次开会,讨论来年的预算。经过长时间的辩论。"), ""),
		"emoji":      strings.ToValidUTF8(fill("The committee met again 🙂 on Tuesday to discuss the budget 🎉 for the year. "), ""),
	}
}
