package paint

import (
	"io"
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// profile is which colours a terminal has. Its variables say so nearly always;
// only where they do not, slower ways are taken.
func profile(out io.Writer, env []string) colorprofile.Profile {
	return colorprofile.Detect(out, env)
}

// sshSession reports whether the process runs in somebody's SSH session: keys
// come over a network there.
func sshSession(env []string) bool {
	for _, v := range env {
		if strings.HasPrefix(v, "SSH_CONNECTION=") || strings.HasPrefix(v, "SSH_TTY=") {
			return true
		}
	}
	return false
}
