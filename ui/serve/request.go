package serve

import (
	"strings"

	"golang.org/x/crypto/ssh"

	"teapot/ui/paint"
)

// Sizes of terminals, in cells.
const (
	maxWidth, maxHeight         = 500, 200 // a larger terminal is treated as one of this size
	defaultWidth, defaultHeight = 80, 24   // the size of a terminal whose client does not know it
)

// clamp returns the size to use for a terminal, given the width and height that the client has
// sent, in cells. It limits large sizes. A width or height of 0 means that the client does not
// know the size (RFC 4254, section 6.2); then clamp returns the default size.
func clamp(w, h uint32) paint.Size {
	s := paint.Size{Width: int(min(w, maxWidth)), Height: int(min(h, maxHeight))}
	if w == 0 || h == 0 {
		s = paint.Size{Width: defaultWidth, Height: defaultHeight}
	}
	return s
}

// setTerminal handles a pty-req request, and reports whether it is granted. It records the
// client's terminal, but allocates no pseudo-terminal.
func (s *session) setTerminal(payload []byte) bool {
	var m struct {
		Term                     string
		Width, Height, PixelW, H uint32
		Modes                    string
	}
	if s.started.Load() || s.terminal || ssh.Unmarshal(payload, &m) != nil {
		return false
	}
	s.terminal, s.term, s.size = true, "dumb", clamp(m.Width, m.Height)
	if isHarmless(strings.ReplaceAll(m.Term, "+", "-")) {
		s.term = m.Term
	}
	return true
}

// setSize handles a window-change request, and reports whether it is granted. If the session
// has not yet read an earlier size, the new size replaces it.
func (s *session) setSize(payload []byte) bool {
	var m struct{ Width, Height, PixelW, H uint32 }
	if !s.terminal || ssh.Unmarshal(payload, &m) != nil {
		return false
	}
	size := clamp(m.Width, m.Height)
	if !s.started.Load() {
		s.size = size
		return true
	}
	select {
	case <-s.sizes:
	default:
	}
	s.sizes <- size
	return true
}

// maxEnv is how many environment variables a client may set.
const maxEnv = 20

// setEnv handles an env request, and reports whether it is granted. It accepts only variables
// that describe the client's terminal or language.
func (s *session) setEnv(payload []byte) bool {
	var m struct{ Name, Value string }
	if s.started.Load() || len(s.env) >= maxEnv || ssh.Unmarshal(payload, &m) != nil {
		return false
	}
	known := m.Name == "COLORTERM" || m.Name == "LANG" || strings.HasPrefix(m.Name, "LC_")
	if !known || !isHarmless(m.Name) || !isHarmless(m.Value) {
		return false
	}
	s.env = append(s.env, m.Name+"="+m.Value)
	return true
}

// isHarmless reports whether a name or value of a variable is short, and consists only of
// letters, digits and the characters . _ @ and -.
func isHarmless(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	for _, c := range []byte(s) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("._@-", c) >= 0:
		default:
			return false
		}
	}
	return true
}

// environ returns the environment of the session's browser or command, as "NAME=value".
func (s *session) environ() []string {
	env := append([]string{"SSH_CONNECTION=" + s.peer.Addr().String()}, s.env...)
	if s.terminal {
		env = append(env, "TERM="+s.term)
	}
	return env
}
