package splice

import (
	"bytes"

	"github.com/piigo/piigo/piigo/rules"
)

// Fixed is the text of all pieces with the source Fixed: what the rules put
// before the last four characters of a partly shown value.
var Fixed, tails = fixed(rules.Registry)

func fixed(registry []rules.Rule) (text string, tails []Piece) {
	for _, rule := range registry {
		from := len(text)
		text += rule.Show.Tail
		tails = append(tails, Piece{from, len(text), Constant})
	}
	return text, tails
}

// Partial appends the pieces that partly show the value of class bytes t from
// start up to end as the rule with this registry number says. Types without a
// rule (-1) show the first and last character.
// redaction is the length of the redaction text in code points.
func Partial(pieces []Piece, rule int, t []byte, start, end, redaction int) []Piece {
	var show rules.Show
	if rule >= 0 {
		show = rules.Registry[rule].Show
	}
	length := end - start
	switch {
	case show.Mailbox:
		value := t[start:end]
		if at := bytes.IndexByte(value, '@'); at >= 0 && bytes.IndexByte(value[at+1:], '@') < 0 {
			return mailbox(pieces, start, start+at, end)
		}
	case show.Tail != "":
		if length >= 4 {
			return append(pieces, tails[rule], Piece{end - 4, end, Text})
		}
	case length > 2:
		return append(pieces, Piece{start, start + 1, Text}, Piece{0, length - 2, Stars}, Piece{end - 1, end, Text})
	}
	return append(pieces, Piece{0, redaction, Redaction})
}

// mailbox shows the first and last character before the "@", if there are more
// than two, and everything from the "@" on.
func mailbox(pieces []Piece, start, at, end int) []Piece {
	if at-start > 2 {
		return append(pieces, Piece{start, start + 1, Text}, Piece{0, 3, Stars}, Piece{at - 1, end, Text})
	}
	return append(pieces, Piece{0, 3, Stars}, Piece{at, end, Text})
}
