package paint

import "strings"

// inSSHSession reports whether the process runs in an SSH session. Keys then arrive over
// a network.
func inSSHSession(env []string) bool {
	for _, v := range env {
		if strings.HasPrefix(v, "SSH_CONNECTION=") || strings.HasPrefix(v, "SSH_TTY=") {
			return true
		}
	}
	return false
}
