// Package splice puts masked texts together.
//
// The oracle replaces spans one at a time, from the greatest start down, each in
// the text as the earlier replacements left it. Spans of different types may
// overlap, and then a replacement cuts into what was put in before. A Writer
// gives the same text in linear time, by writing it from its end to its
// beginning: what is behind the last start is finished; a span that ends before
// that start leaves the text between as it is, and one that reaches past it
// drops as many characters from the front of what was written.
package splice

// Char is a character of a text: a byte of an ASCII text, or a code point in as
// many bits as the text's greatest one needs.
type Char interface {
	~uint8 | ~uint16 | ~uint32 | ~int32
}

// Writer writes the masked form of a text, or counts its characters. Spans must
// come in the order of falling start; those with one start, in the order in which
// they are replaced.
type Writer[T Char] struct {
	text, redaction []T
	// out[front:] is written. It stands for the text from at on. Where out is nil,
	// -front characters would be, and -least were at most.
	out              []T
	front, at, least int
}

// NewWriter returns a writer into out, which must be long enough for the text
// and all that is put into it; or nil, for one that counts.
func NewWriter[T Char](text, redaction, out []T) Writer[T] {
	return Writer[T]{text: text, redaction: redaction, out: out, front: len(out), at: len(text)}
}

// cut makes what is written begin behind the end of a span; what replaces the
// span can then be written.
func (w *Writer[T]) cut(start, end int) {
	if end <= w.at {
		w.keep(end, w.at)
	} else {
		w.least = min(w.least, w.front)
		w.front = min(w.front+end-w.at, len(w.out))
	}
	w.at = start
}

// keep writes a part of the text.
func (w *Writer[T]) keep(start, end int) {
	w.front -= end - start
	if w.out != nil {
		copy(w.out[w.front:], w.text[start:end])
	}
}

func (w *Writer[T]) ascii(s string) {
	w.front -= len(s)
	if w.out == nil {
		return
	}
	out := w.out[w.front:]
	for i := range len(s) {
		out[i] = T(s[i])
	}
}

func (w *Writer[T]) stars(n int) {
	w.front -= n
	if w.out == nil {
		return
	}
	out := w.out[w.front : w.front+n]
	for i := range out {
		out[i] = '*'
	}
}

// Redact replaces the span by the redaction text.
func (w *Writer[T]) Redact(start, end int) {
	w.cut(start, end)
	w.redact()
}

func (w *Writer[T]) redact() {
	w.front -= len(w.redaction)
	if w.out != nil {
		copy(w.out[w.front:], w.redaction)
	}
}

// Replace replaces the span by an ASCII string.
func (w *Writer[T]) Replace(start, end int, by string) {
	w.cut(start, end)
	w.ascii(by)
}

// Finish returns the masked text, a part of out.
func (w *Writer[T]) Finish() []T {
	w.keep(0, w.at)
	return w.out[w.front:]
}

// Counted returns the length of the masked text, and whether out may be as short:
// what was dropped may have been longer.
func (w *Writer[T]) Counted() (length int, suffices bool) {
	w.keep(0, w.at)
	return -w.front, w.front <= w.least
}
