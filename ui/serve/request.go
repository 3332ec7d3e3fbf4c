package serve

import (
	"strings"

	"golang.org/x/crypto/ssh"

	"teapot/ui/paint"
)

// The size of a terminal, in cells: what a client may claim, and what one has
// that claims nothing.
const (
	maxWidth, maxHeight     = 500, 200
	usualWidth, usualHeight = 80, 24
)

// clamp makes a size one that can be drawn. Sizes of 0 are not known.
func clamp(w, h uint32) paint.Size {
	s := paint.Size{Width: int(min(w, maxWidth)), Height: int(min(h, maxHeight))}
	if w == 0 || h == 0 {
		s = paint.Size{Width: usualWidth, Height: usualHeight}
	}
	return s
}

// setTerminal notes the terminal that the session has.
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
	if harmless(strings.ReplaceAll(m.Term, "+", "-")) {
		s.term = m.Term
	}
	return true
}

// setSize notes another size. The newest replaces one that nobody has looked at.
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

// maxEnv is how many variables a client may set.
const maxEnv = 20

// setEnv notes a variable that says something about the client's terminal or
// language. Others are refused.
func (s *session) setEnv(payload []byte) bool {
	var m struct{ Name, Value string }
	if s.started.Load() || len(s.env) >= maxEnv || ssh.Unmarshal(payload, &m) != nil {
		return false
	}
	known := m.Name == "COLORTERM" || m.Name == "LANG" || strings.HasPrefix(m.Name, "LC_")
	if !known || !harmless(m.Name) || !harmless(m.Value) {
		return false
	}
	s.env = append(s.env, m.Name+"="+m.Value)
	return true
}

// harmless reports whether a name or a value is short and plain.
func harmless(s string) bool {
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

// environ is the environment of what runs in the session.
func (s *session) environ() []string {
	env := append([]string{"SSH_CONNECTION=" + s.peer.Addr().String()}, s.env...)
	if s.terminal {
		env = append(env, "TERM="+s.term)
	}
	return env
}
