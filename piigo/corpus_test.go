package piigo_test

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// corpus returns the texts of the seed corpus, which the Python suites read too.
func corpus(t testing.TB) (texts []string) {
	err := filepath.WalkDir("../testdata", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".jsonl") {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var seed struct{ Text string }
			if err := json.Unmarshal(lines.Bytes(), &seed); err != nil {
				return err
			}
			texts = append(texts, seed.Text)
		}
		return lines.Err()
	})
	require.NoError(t, err)
	require.NotEmpty(t, texts)
	return texts
}
