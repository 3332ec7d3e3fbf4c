//go:build !unix

package paint

import (
	"errors"
	"os"
)

// Local cannot take the console of this system: Bubble Tea's own renderer can.
func Local(_, _ *os.File, _ []string) (t Terminal, release func(), err error) {
	return t, nil, errors.ErrUnsupported
}
