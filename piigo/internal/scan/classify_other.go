//go:build !amd64

package scan

var classify = classifyPlain
