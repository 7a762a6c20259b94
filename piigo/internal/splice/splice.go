// Package splice plans how a text with replaced spans is put together.
//
// The oracle replaces spans one at a time, from the greatest start down, each in
// the text as the earlier replacements left it. Spans of different types may
// overlap, and then a replacement cuts into what was put in before. The plan
// gives the same text in linear time: everything from the last start on is a
// tail; a span that ends before that start leaves the text between as it is, and
// one that reaches past it drops as many code points from the front of the tail.
package splice

// Source says where the code points of a piece come from.
type Source uint8

// The sources of pieces.
const (
	Text      Source = iota // the text itself
	Redaction               // the redaction text
	Constant                // the string Fixed
	Stars                   // as many "*" as the piece is long
	Made                    // what was made for this plan, ASCII (Plan.Made)
)

// Piece is a part of the result: the code points From up to To of its source.
type Piece struct {
	From, To int
	Source   Source
}

// Plan is a stack of pieces: the last one comes first in the text.
type Plan struct {
	Pieces []Piece
	// Made holds the bytes that pieces with the source Made refer to.
	Made []byte
	// at is the start of the last span, in code points of the text: all behind it
	// is in Pieces.
	at int
}

// Reset begins a plan for a text of n code points.
func (p *Plan) Reset(n int) {
	p.Pieces, p.Made, p.at = p.Pieces[:0], p.Made[:0], n
}

// Replace replaces the span by the pieces. Spans must come in the order of
// falling start, those with one start in the order in which they are replaced.
func (p *Plan) Replace(start, end int, by ...Piece) {
	if end <= p.at {
		p.push(Piece{end, p.at, Text})
	} else {
		p.drop(end - p.at)
	}
	for i := len(by) - 1; i >= 0; i-- {
		p.push(by[i])
	}
	p.at = start
}

// Finish adds the text before the first span and returns the length of the
// result in code points.
func (p *Plan) Finish() int {
	p.push(Piece{0, p.at, Text})
	p.at = 0
	n := 0
	for _, piece := range p.Pieces {
		n += piece.To - piece.From
	}
	return n
}

func (p *Plan) push(piece Piece) {
	if piece.From < piece.To {
		p.Pieces = append(p.Pieces, piece)
	}
}

// drop removes the first n code points of the tail.
func (p *Plan) drop(n int) {
	for n > 0 && len(p.Pieces) > 0 {
		front := &p.Pieces[len(p.Pieces)-1]
		length := front.To - front.From
		if length > n {
			front.From += n
			return
		}
		n -= length
		p.Pieces = p.Pieces[:len(p.Pieces)-1]
	}
}
