// Command pyrecheck runs the package pyre for a test that compares it with
// Python's re. It reads one JSON request a line and answers each with a line.
// The first line holds the interpreter's facts.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"unicode"

	"github.com/piigo/piigo/piigo/internal/pyre"
)

// interpreter is the first line.
type interpreter struct {
	Kinds            [][3]rune `json:"kinds"` // first, last, kind
	Cases            [][4]rune `json:"cases"` // code, lower, upper, expands
	EmptyNonBoundary bool      `json:"empty_non_boundary"`
	ASCIIHigh        bool      `json:"ascii_high"`
}

// request asks for the matches of a pattern in some texts, all in code points.
// Every adds a text of all code points, on which RE2 alone is run.
type request struct {
	Pattern []rune   `json:"pattern"`
	Texts   [][]rune `json:"texts"`
	Every   bool     `json:"every"`
	Budget  int      `json:"budget"`
}

// answer is what pyre makes of a request.
type answer struct {
	Error     string   `json:"error"` // re's reason, or "limit"
	Position  int      `json:"position"`
	Undecided bool     `json:"undecided"`
	Reason    string   `json:"reason"`
	Texts     []result `json:"texts"`
}

// result is what was found in one text. A nil Reference means that the
// reference matcher ran out of steps or does not know the pattern.
type result struct {
	Native    [][2]int `json:"native"`
	ClassSame bool     `json:"class_same"`
	Search    bool     `json:"search"`
	Reference [][2]int `json:"reference"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	var python interpreter
	if err := in.Decode(&python); err != nil {
		return err
	}
	facts := python.facts()
	out := bufio.NewWriter(os.Stdout)
	for in.More() {
		var q request
		if err := in.Decode(&q); err != nil {
			return err
		}
		line, err := json.Marshal(python.answer(q, facts))
		if err != nil {
			return err
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (i interpreter) facts() *pyre.Facts {
	var kinds []pyre.KindRange
	for _, k := range i.Kinds {
		kinds = append(kinds, pyre.KindRange{Lo: k[0], Hi: k[1], Kind: pyre.Kind(k[2])})
	}
	var cases []pyre.Case
	for _, c := range i.Cases {
		cases = append(cases,
			pyre.Case{Code: c[0], Lower: c[1], Upper: c[2], Expands: c[3] != 0})
	}
	return pyre.NewFacts(kinds, cases, i.ASCIIHigh)
}

func (i interpreter) answer(q request, facts *pyre.Facts) answer {
	pattern, err := pyre.ParseRunes(q.Pattern)
	if err != nil {
		return refusal(err)
	}
	python := pyre.Interpreter{
		Facts:            func() *pyre.Facts { return facts },
		EmptyNonBoundary: i.EmptyNonBoundary,
	}
	program := pyre.Compile([]*pyre.Pattern{pattern}, python)
	a := answer{Undecided: pattern.Undecided() != "", Reason: program.Reason(0)}
	for _, text := range q.Texts {
		var r result
		if a.Reason == "" {
			r = find(program, text, facts)
		}
		ref, err := pattern.FindAllRunes(text, facts, q.Budget)
		// The reference has \B as it is before Python 3.14.
		if err == nil && !(i.EmptyNonBoundary && len(text) == 0) {
			r.Reference = append([][2]int{}, ref...)
		}
		a.Texts = append(a.Texts, r)
	}
	if q.Every && a.Reason == "" {
		a.Texts = append(a.Texts, find(program, everyCodePoint(), facts))
	}
	return a
}

func everyCodePoint() []rune {
	text := make([]rune, unicode.MaxRune+1)
	for i := range text {
		text[i] = rune(i)
	}
	return text
}

func refusal(err error) answer {
	var syntax *pyre.SyntaxError
	if errors.As(err, &syntax) {
		return answer{Error: syntax.Reason, Position: syntax.Position}
	}
	return answer{Error: "limit"}
}

func find(program *pyre.Program, text []rune, facts *pyre.Facts) result {
	alphabet := program.Alphabet()
	mapped := make([]byte, len(text))
	fromClass := make([]byte, len(text))
	table, ok := alphabet.FromClass()
	for i, r := range text {
		mapped[i] = alphabet.Byte(r, facts.Kind(r))
		fromClass[i] = table[pyre.ClassByte(r, facts.Kind(r))]
	}
	prepared, err := program.Prepare(mapped)
	if err != nil {
		return result{}
	}
	return result{
		Native:    append([][2]int{}, program.FindAll(nil, 0, prepared)...),
		Search:    program.Search(0, prepared),
		ClassSame: !ok || string(mapped) == string(fromClass),
	}
}
