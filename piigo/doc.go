// Package piigo finds and masks personally identifiable information (PII) in
// text and in decoded JSON.
//
// A Detector gives the answers of the PII filter plugin of the ContextForge MCP
// gateway, for every text: the same detections, the same masked text. It does so
// in time linear in the text, whatever the text. That filter (PIIDetector and
// PIIFilterPlugin of mcp-contextforge-gateway 0.9.0) is called the oracle, or the
// original; "ORACLE:" in the sources marks where it is matched although it looks
// wrong.
//
// Offsets of this package are in bytes. What is a letter, a digit or white space
// is decided by the Unicode tables of the Go release; the Python package asks its
// interpreter instead.
package piigo
