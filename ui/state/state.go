// Package state is what the browser remembers from one day to the next: the
// favourites, and the tab that was shown last.
//
// It knows how that is written down. It must not know the browser, and it does
// not touch the machine itself: files are handed in.
package state

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// State is what is remembered.
type State struct {
	// Tab is the protocol that was shown last, "http" or "smtp"; "" if that is
	// not known.
	Tab string
	// Favourites are entries, as "http/status/404", the first added first.
	Favourites []string
}

// Files is the folder of the state, $XDG_STATE_HOME/teapot as a rule.
type Files interface {
	// Read returns a file's content; the error is fs.ErrNotExist if there is
	// none.
	Read(name string) ([]byte, error)
	// Write replaces a file at once, whole or not at all. It makes the folder
	// if need be.
	Write(name string, content []byte) error
	// Rename gives a file another name, and replaces what has it.
	Rename(from, to string) error
}

// The names of the file, and of one that nobody could read.
const (
	file    = "state"
	damaged = "state.damaged"
	// maxSize is how large a file is believed to be one, in bytes.
	maxSize = 1 << 20
)

// Store reads and writes the state. It is safe for concurrent use.
type Store struct {
	files Files

	mu     sync.Mutex
	latest int // the number of the state that was written last
	asked  int
}

// NewStore makes a store of the files.
func NewStore(f Files) *Store { return &Store{files: f} }

// Load returns what is remembered. A file that cannot be understood is set
// aside; the error says so, and the state is empty then.
func (s *Store) Load() (State, error) {
	content, err := s.files.Read(file)
	if errors.Is(err, fs.ErrNotExist) {
		return State{}, nil
	}
	if err != nil {
		return State{}, err
	}
	state, err := Parse(string(content))
	if err == nil {
		return state, nil
	}
	if aside := s.files.Rename(file, damaged); aside != nil {
		return State{}, errors.Join(err, aside)
	}
	return State{}, fmt.Errorf("%w; the file is set aside as %s", err, damaged)
}

// Saver returns a function that writes the state down. Functions may be called
// in any order, and at the same time: an older state never replaces a newer one.
func (s *Store) Saver(state State) func() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	number, content := s.asked, []byte(state.String())
	return func() error {
		s.mu.Lock()
		defer s.mu.Unlock()
		if number < s.latest {
			return nil
		}
		s.latest = number
		return s.files.Write(file, content)
	}
}

// String writes the state as [Parse] reads it: a line for each fact.
func (s State) String() string {
	var b strings.Builder
	if s.Tab != "" {
		fmt.Fprintf(&b, "tab: %s\n", s.Tab)
	}
	for _, f := range s.Favourites {
		fmt.Fprintf(&b, "favourite: %s\n", f)
	}
	return b.String()
}

// Parse reads a state. Facts of later versions are no damage: lines whose name
// is not known are passed over.
func Parse(text string) (State, error) {
	var s State
	if len(text) > maxSize {
		return s, errors.New("the state is too large to be one")
	}
	for n, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if line == "" {
			continue
		}
		name, value, ok := strings.Cut(line, ": ")
		if !ok || !isWord(name) || !isWord(value) {
			return State{}, fmt.Errorf("line %d of the state is damaged", n+1)
		}
		switch name {
		case "tab":
			s.Tab = value
		case "favourite":
			if !slices.Contains(s.Favourites, value) {
				s.Favourites = append(s.Favourites, value)
			}
		}
	}
	return s, nil
}

// isWord reports whether a name or a value is one that could have been written.
func isWord(s string) bool {
	return s != "" && len(s) < 200 && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}
