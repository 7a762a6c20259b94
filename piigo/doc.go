// Package piigo finds and masks personally identifiable information (PII) in
// text and in decoded JSON.
//
// A Detector gives the answers of the PII filter plugin of the ContextForge MCP
// gateway, for every text: the same detections, the same masked text. It does so
// in time linear in the text, whatever the text.
//
// Offsets of this package are in bytes. What is a letter, a digit or white space
// is decided by the Unicode tables of the Go release; the Python package asks its
// interpreter instead.
package piigo
