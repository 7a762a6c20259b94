package rules

import "github.com/piigo/piigo/piigo/internal/class"

var email = Rule{
	Type: Email,
	Flag: "detect_email",
	Patterns: []Pattern{{
		Expr:        `\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Z|a-z]{2,}\b`,
		Description: "Email address",
		Strategy:    Partial,
		Start:       Start{At: true},
		Around:      aroundEmail,
	}},
	Show: Show{Mailbox: true},
	Match: []string{
		"write to ⟦jane.doe+x@example.co.uk⟧, please", "<⟦a@b.io⟧>", "..⟦a@b.cd⟧.", "é⟦.x@y.zz⟧",
		"⟦a@b.co⟧@c.de", "⟦a@-.xy|zw⟧|", "⟦a@b.cd⟧.e1", "⟦ıſK@b.İſ⟧",
	},
	NoMatch: []string{
		"a@b", "a@b.c", "a@.com", "a@b.c1", "@b.com", "..@b.com", "a@b.com_", "a@b.comé", "a b@", "é@b.com",
	},
}

// aroundEmail anchors at the "@": the local part is the run of characters before
// it, from the first \b on; the domain is matched back from the end of its run,
// dot by dot. Neither crosses another "@", so a text is read twice at most.
func aroundEmail(t []byte, at, from int) (int, int) {
	low := at
	for low > from && has(t, low-1, class.Local) {
		low--
	}
	for low < at && !boundary(t, low) {
		low++
	}
	if low == at {
		return -1, -1
	}
	for dot := skip(t, at+1, class.Domain) - 1; dot >= at+2; dot-- {
		if t[dot] != '.' {
			continue
		}
		for end := skip(t, dot+1, class.TLD); end >= dot+3; end-- {
			if boundary(t, end) {
				return low, end
			}
		}
	}
	return -1, -1
}
