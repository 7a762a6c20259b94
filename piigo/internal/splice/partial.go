package splice

import "github.com/piigo/piigo/piigo/rules"

// MaxShown is the greatest number of characters that Partial adds to a text, if
// the redaction text is no longer.
const MaxShown = 20

// Partial shows a part of the span, in the way that show says.
func (w *Writer[T]) Partial(start, end int, show *rules.Show) {
	w.cut(start, end)
	switch {
	case show.Mailbox:
		w.mailbox(start, end)
	case show.Tail != "":
		w.tail(start, end, show.Tail)
	default:
		w.ends(start, end)
	}
}

// tail shows the last four characters behind a prefix.
func (w *Writer[T]) tail(start, end int, prefix string) {
	if end-start < 4 {
		w.redact()
		return
	}
	w.front -= 4
	if w.out != nil {
		// Four single characters take less time than a copy.
		out, shown := w.out[w.front:w.front+4], w.text[end-4:end]
		out[0], out[1], out[2], out[3] = shown[0], shown[1], shown[2], shown[3]
	}
	w.ascii(prefix)
}

// ends shows the first and the last character.
func (w *Writer[T]) ends(start, end int) {
	if end-start <= 2 {
		w.redact()
		return
	}
	w.keep(end-1, end)
	w.stars(end - start - 2)
	w.keep(start, start+1)
}

// mailbox shows all from the only "@" on, and before it the first and the last
// character if there are more than two.
func (w *Writer[T]) mailbox(start, end int) {
	at := -1
	for i := start; i < end; i++ {
		if w.text[i] != '@' {
			continue
		}
		if at >= 0 {
			w.redact()
			return
		}
		at = i
	}
	switch {
	case at < 0:
		w.redact()
	case at-start > 2:
		w.keep(at-1, end)
		w.stars(3)
		w.keep(start, start+1)
	default:
		w.keep(at, end)
		w.stars(3)
	}
}
