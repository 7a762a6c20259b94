package tests_go

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEveryFunctionHasAnExample holds the documentation of the package to what
// runs: each exported function and method has an example with its output.
func TestEveryFunctionHasAnExample(t *testing.T) {
	p := packageDoc(t, "../piigo")
	check := func(name string, examples []*doc.Example) {
		assert.NotEmpty(t, examples, "%s has no example", name)
		for _, e := range examples {
			assert.True(t, e.Output != "" || e.EmptyOutput, "the example of %s says no output", name)
		}
	}
	for _, f := range p.Funcs {
		check(f.Name, f.Examples)
	}
	for _, kind := range p.Types {
		for _, f := range kind.Funcs {
			check(f.Name, f.Examples)
		}
		for _, f := range kind.Methods {
			check(kind.Name+"."+f.Name, f.Examples)
		}
	}
}

func packageDoc(t *testing.T, folder string) *doc.Package {
	names, err := filepath.Glob(folder + "/*.go")
	require.NoError(t, err)
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		require.NoError(t, err)
		files = append(files, f)
	}
	p, err := doc.NewFromFiles(fset, files, "github.com/piigo/piigo/piigo")
	require.NoError(t, err)
	require.NotEmpty(t, p.Types)
	return p
}
