package termtest

import "strings"

// Key returns what a terminal sends for a key. It returns text that is no name of a
// key as it is.
func Key(name string) string {
	switch name {
	case "up":
		return "\x1b[A"
	case "down":
		return "\x1b[B"
	case "right":
		return "\x1b[C"
	case "left":
		return "\x1b[D"
	case "home":
		return "\x1b[H"
	case "end":
		return "\x1b[F"
	case "pgup":
		return "\x1b[5~"
	case "pgdown":
		return "\x1b[6~"
	case "enter":
		return "\r"
	case "tab":
		return "\t"
	case "esc": // of the kitty protocol, which is known to be a key without waiting
		return "\x1b[27u"
	case "backspace":
		return "\x7f"
	}
	if letter, ok := strings.CutPrefix(name, "ctrl+"); ok && len(letter) == 1 {
		return string(letter[0] & 0x1f)
	}
	return name
}
