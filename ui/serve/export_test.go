package serve

// Sabotage has sessions call f before they start.
func (c *Config) Sabotage(f func(kind string)) { c.sabotage = f }

// The parts that are tested by themselves.
var (
	Split     = split
	ReadProxy = readProxy
)
