//go:build !amd64

package scan

func classifiers() []classifier { return []classifier{plain} }

func compacts() bool { return false }
