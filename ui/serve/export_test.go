package serve

import "io"

// Sabotage has sessions call f before they start.
func (c *Config) Sabotage(f func(kind string)) { c.sabotage = f }

// The parts that are tested by themselves.
var (
	Split           = split
	ReadProxyHeader = readProxyHeader
)

// WriteMetrics writes what was counted.
func (s *Server) WriteMetrics(w io.Writer) { s.metrics.write(w) }
