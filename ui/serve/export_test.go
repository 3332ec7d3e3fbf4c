package serve

import "io"

// Sabotage makes the server call f before each session, metrics request and health check.
func (c *Config) Sabotage(f func(kind string)) { c.sabotage = f }

// These unexported functions are tested from the package serve_test.
var (
	Split           = split
	ReadProxyHeader = readProxyHeader
)

// WriteMetrics writes the metrics in Prometheus's text format.
func (s *Server) WriteMetrics(w io.Writer) { s.metrics.write(w) }

// OnMemoryRelease replaces the function that gives memory back to the system.
func (s *Server) OnMemoryRelease(f func()) { s.memory.release = f }
