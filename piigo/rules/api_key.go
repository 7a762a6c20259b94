package rules

import "github.com/piigo/piigo/piigo/internal/class"

var apiKey = Rule{
	Type: APIKey,
	Flag: "detect_api_keys",
	Patterns: []Pattern{{
		Expr:        `\b(?:api[_-]?key|apikey|api_token|access[_-]?token)[:\s]+[\'"]?[A-Za-z0-9\-_]{20,}[\'"]?\b`,
		Description: "Generic API key",
		Strategy:    Redact,
		Start:       Start{Labels: []string{"api", "access"}},
		End:         endOfAPIKey,
	}},
	Match: []string{
		"⟦api_key: abcdefghijklmnopqrst⟧", "⟦APIKEY 'abcdefghij-klmnopqrst⟧'", "⟦access-token:\t\"abcdefghijklmnopqrst\"⟧x",
		"⟦api_token abcdefghijklmnopqrst_⟧", "⟦apiKey:abcdefghijklmnopqrst⟧-", "⟦acceſſtoken: abcdefghijklmnopqrstu⟧--",
	},
	NoMatch: []string{
		"api_key=abcdefghijklmnopqrst", "api_key: abcdefghijklmnopqrs", "api token: abcdefghijklmnopqrst",
		"apitoken: abcdefghijklmnopqrst", "api__key: abcdefghijklmnopqrst", "api_key: --------------------", "xapi_key: abcdefghijklmnopqrst",
	},
}

func endOfAPIKey(t []byte, i int) int {
	j := endOfAPIKeyLabel(t, i)
	if j < 0 {
		return -1
	}
	if j = labelled(t, j, false); j < 0 {
		return -1
	}
	if isAny(t, j, '\'', '"') {
		j++
	}
	end := skip(t, j, class.Secret)
	if end < j+20 {
		return -1
	}
	if isAny(t, end, '\'', '"') && boundary(t, end+1) {
		return end + 1
	}
	for ; end >= j+20; end-- {
		if boundary(t, end) {
			return end
		}
	}
	return -1
}

// endOfAPIKeyLabel matches api[_-]?key|apikey|api_token|access[_-]?token.
func endOfAPIKeyLabel(t []byte, i int) int {
	if j := word(t, i, "api"); j >= 0 {
		if end := word(t, j, "_token"); end >= 0 {
			return end
		}
		if isAny(t, j, '_', '-') {
			j++
		}
		return word(t, j, "key")
	}
	if j := word(t, i, "access"); j >= 0 {
		if isAny(t, j, '_', '-') {
			j++
		}
		return word(t, j, "token")
	}
	return -1
}
