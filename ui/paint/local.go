package paint

import "strings"

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
