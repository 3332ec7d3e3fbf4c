package serve

import "io"

// Sabotage makes sessions and metrics requests call f first.
func (c *Config) Sabotage(f func(kind string)) { c.sabotage = f }

// Functions that have tests of their own.
var (
	Split           = split
	ReadProxyHeader = readProxyHeader
)

// WriteMetrics writes the metrics.
func (s *Server) WriteMetrics(w io.Writer) { s.metrics.write(w) }

// OnMemoryRelease replaces what gives memory back to the system.
func (s *Server) OnMemoryRelease(f func()) { s.memory.release = f }
