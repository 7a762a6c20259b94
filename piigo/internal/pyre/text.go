package pyre

import (
	"bytes"
	"fmt"
)

// Text is a text in the bytes of a Program's alphabet. It must not change
// while it is in use.
//
// RE2 has no $ that matches before a newline at the very end of a text only.
// Its multi-line $ does just that in a copy of the text where all newlines but
// one at the very end are another byte.
type Text struct {
	bytes []byte
	final []byte // the copy, or bytes where they would be the same
}

// ErrTextTooLong says that a text is longer than MaxText.
var ErrTextTooLong = fmt.Errorf("piigo: text over %d characters", MaxText)

// Prepare makes a Text of bytes that the program's alphabet gave. It keeps a
// reference to them. The error is ErrTextTooLong.
func (p *Program) Prepare(mapped []byte) (Text, error) {
	if len(mapped) > MaxText {
		return Text{}, ErrTextTooLong
	}
	t := Text{mapped, mapped}
	if !p.final || len(mapped) == 0 {
		return t, nil
	}
	body := mapped[:len(mapped)-1]
	if bytes.IndexByte(body, finalNewline) < 0 {
		return t, nil
	}
	t.final = bytes.ReplaceAll(mapped, []byte{finalNewline}, []byte{otherNewline})
	if mapped[len(body)] == finalNewline {
		t.final[len(body)] = finalNewline
	}
	return t, nil
}
