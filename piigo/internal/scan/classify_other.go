//go:build !amd64

package scan

func classifiers() []classifier { return []classifier{plain} }

func jsonForms() uint32 { return 0 }
