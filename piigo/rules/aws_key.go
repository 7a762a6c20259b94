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
		End:         endOfAWSSecret,
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

// endOfAWSSecret need not look: Start.Run says all of the pattern.
func endOfAWSSecret(_ []byte, i int) int { return i + RunLength }
