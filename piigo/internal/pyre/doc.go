// Package pyre takes regular expressions in the syntax of Python's re, as
// re.compile(pattern, re.IGNORECASE) understands them, and runs them on RE2
// with the results of re.
//
// Parse reads a pattern and refuses what re refuses. Compile makes a Program of
// a list of patterns: it chooses an Alphabet of bytes for the code points that
// the patterns tell apart, and translates each pattern to one over these bytes.
// Program.Reason says which patterns RE2 cannot run with re's results; they are
// for re itself. The text is mapped once, by Alphabet,
// for all patterns, and Program.Prepare, FindAll and Search do the rest. As a
// byte stands for a code point, all spans are in code points.
//
// FindAllReference and FindAllRunes are the reference that tests compare with.
//
// RE2 takes a time linear in the text to find one match. It keeps what it
// learns about a pattern, for most patterns a few hundred KB.
package pyre
