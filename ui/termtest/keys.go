package termtest

import "strings"

// Key returns the bytes that a terminal sends for the key with that name. If there is
// no such key, the name is text to type, and Key returns it unchanged.
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
	case "esc": // as in the kitty protocol: unlike a single escape, it cannot begin a longer sequence
		return "\x1b[27u"
	case "backspace":
		return "\x7f"
	}
	if letter, ok := strings.CutPrefix(name, "ctrl+"); ok && len(letter) == 1 {
		return string(letter[0] & 0x1f)
	}
	return name
}
