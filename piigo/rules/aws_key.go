package rules

import "github.com/piigo/piigo/piigo/internal/class"

var awsKey = Rule{
	Type: AWSKey,
	Flag: "detect_aws_keys",
	Patterns: []Pattern{{
		Expr:        `\bAKIA[0-9A-Z]{16}\b`,
		Description: "AWS Access Key ID",
		Strategy:    Redact,
		Start:       Start{Labels: []string{"akia"}},
		End:         endOfAWSKeyID,
	}, {
		Expr:        `\b[A-Za-z0-9/+=]{40}\b`,
		Description: "AWS Secret Access Key",
		Strategy:    Redact,
		Start:       Start{Run: true},
		Around:      aroundAWSSecret,
	}},
	Match: []string{
		"id ⟦AKIAIOSFODNN7EXAMPLE⟧", "⟦aKıaabcdefghijklmnop⟧",
		"⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧", "x⟦/abcdefghijklmnopqrstuvwxyzabcdefghijklm⟧",
		"é⟦=bcdefghijklmnopqrstuvwxyzabcdefghijklmn⟧+",
	},
	NoMatch: []string{
		"AKIAIOSFODNN7EXAMPL", "AKIAIOSFODNN7EXAMPLE1", "AKIAIOSFODNN7EXAMPL_", "xAKIAIOSFODNN7EXAMPLE",
		"wJalrXUtnFEMIxK7MDENGxbPxRfiCYEXAMPLEKE", "wJalrXUtnFEMIxK7MDENGxbPxRfiCYEXAMPLEKEYx",
		"+abcdefghijklmnopqrstuvwxyzabcdefghijklm", "wJalrXUtnFEMI_K7MDENG/bPxRfiCYEXAMPLEKEY",
	},
}

func endOfAWSKeyID(t []byte, i int) int {
	j := word(t, i, "akia")
	if j < 0 || !all(t, j, 16, class.L|class.A) {
		return -1
	}
	return endOfWord(t, j+16)
}

// aroundAWSSecret finds 40 characters between two \b in a run of base64
// characters that ends at end.
func aroundAWSSecret(t []byte, end, from int) (int, int) {
	before := has(t, from-1, class.W)
	for i := from; i+RunLength <= end; i++ {
		word := has(t, i, class.W)
		if word != before && boundary(t, i+RunLength) {
			return i, i + RunLength
		}
		before = word
	}
	return -1, -1
}
