//go:build !unix

package paint

import (
	"errors"
	"os"
)

// Local is not supported on this system. Use Bubble Tea's own renderer.
func Local(_, _ *os.File, _ []string) (t Terminal, release func(), err error) {
	return t, nil, errors.ErrUnsupported
}
