package state

import (
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"
)

// memory is a folder that only remembers.
type memory struct {
	files  map[string]string
	broken bool
}

func (m *memory) Read(name string) ([]byte, error) {
	c, ok := m.files[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return []byte(c), nil
}

func (m *memory) Write(name string, content []byte) error {
	if m.broken {
		return errors.New("no space left")
	}
	m.files[name] = string(content)
	return nil
}

func (m *memory) Rename(from, to string) error {
	m.files[to] = m.files[from]
	delete(m.files, from)
	return nil
}

func TestRemember(t *testing.T) {
	m := &memory{files: map[string]string{}}
	s := NewStore(m)
	if got, err := s.Load(); err != nil || !reflect.DeepEqual(got, State{}) {
		t.Errorf("with no file: %+v, %v", got, err)
	}
	want := State{Tab: "smtp", Favourites: []string{"http/status/404", "smtp/replies/550"}}
	if err := s.Saver(want)(); err != nil {
		t.Fatal(err)
	}
	if got, err := NewStore(m).Load(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

// TestOrder: what was asked for last is what is written, whoever runs first.
func TestOrder(t *testing.T) {
	m := &memory{files: map[string]string{}}
	s := NewStore(m)
	first, second := s.Saver(State{Tab: "http"}), s.Saver(State{Tab: "smtp"})
	if err := errors.Join(second(), first()); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.Load(); got.Tab != "smtp" {
		t.Errorf("an older state replaced a newer one: %+v", got)
	}
}

func TestDamaged(t *testing.T) {
	for _, content := range []string{"\x00\x01", "tab smtp", "favourite: a b", "tab: \x1b[2J", strings.Repeat("x", maxSize+1), ": x"} {
		m := &memory{files: map[string]string{file: content}}
		got, err := NewStore(m).Load()
		if err == nil || !reflect.DeepEqual(got, State{}) {
			t.Errorf("%.20q is read as %+v, %v", content, got, err)
		}
		if m.files[damaged] != content || m.files[file] != "" {
			t.Errorf("%.20q is not set aside", content)
		}
	}
}

func TestLaterVersions(t *testing.T) {
	got, err := Parse("tab: http\nsomething: new\n\nfavourite: a\nfavourite: a\n")
	if err != nil || !reflect.DeepEqual(got, State{Tab: "http", Favourites: []string{"a"}}) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("tab: smtp\nfavourite: http/status/404\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(text)
		if err != nil {
			return
		}
		if again, err := Parse(s.String()); err != nil || !reflect.DeepEqual(again, s) {
			t.Errorf("%q is read as %+v, and that as %+v, %v", text, s, again, err)
		}
	})
}
