package rules

import "github.com/piigo/piigo/piigo/internal/class"

var ipAddress = Rule{
	Type: IPAddress,
	Flag: "detect_ip_address",
	Patterns: []Pattern{{
		Expr:        `\b(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\b`,
		Description: "IPv4 address",
		Strategy:    Redact,
		Start:       Start{Numbers: []Shape{{Lengths: Between(1, 3), Next: Dot, Second: Between(1, 3)}}},
		Number:      endOfIPv4,
	}, {
		Expr:        `\b(?:[A-Fa-f0-9]{1,4}:){7}[A-Fa-f0-9]{1,4}\b`,
		Description: "IPv6 address",
		Strategy:    Redact,
		Start:       Start{Colon: true},
		End:         endOfIPv6,
	}},
	Match: []string{
		"host ⟦192.168.0.1⟧ up", "⟦001.1.255.249⟧.7", "256.⟦1.2.3.4⟧", "⟦2001:db8:0:0:0:ff00:42:8329⟧",
		"⟦a:b:c:d:e:f:a:b⟧:c", "12345:⟦1:2:3:4:5:6:7:8⟧",
	},
	NoMatch: []string{
		"1.2.3", "1.2.3.256", "1.2.3.4x", "v1.2.3.4", "1.2.3.٤", "::1", "1:2:3:4:5:6:7", "g:1:2:3:4:5:6:7", "1:2:3:4:5:6:7:12345",
	},
}

func endOfIPv4(t []byte, i, _ int) int {
	for part := range 4 {
		if part > 0 {
			if !is(t, i, '.') {
				return -1
			}
			i++
		}
		n := run(t, i, 4, class.A)
		if n == 0 || n > 3 || n == 3 && value(t[i:i+3]) > 255 {
			return -1
		}
		i += n
	}
	return endOfWord(t, i)
}

func value(digits []byte) int {
	v := 0
	for _, d := range digits {
		v = v*10 + int(d-'0')
	}
	return v
}

func endOfIPv6(t []byte, i int) int {
	for part := range 8 {
		if part > 0 {
			if !is(t, i, ':') {
				return -1
			}
			i++
		}
		n := run(t, i, MaxGroup+1, class.X)
		if n == 0 || n > MaxGroup {
			return -1
		}
		i += n
	}
	return endOfWord(t, i)
}
