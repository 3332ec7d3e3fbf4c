package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"teapot/data"
	"teapot/model"
)

// allHits returns the embedded catalog and a hit for each of its entries.
func allHits(t *testing.T) (*model.Catalog, []model.Hit) {
	t.Helper()
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var hits []model.Hit
	for _, e := range c.All() {
		hits = append(hits, model.Hit{Entry: e, Code: e.Code})
	}
	return c, hits
}

// TestJSONArray checks that entries that are encoded one by one give the same bytes as
// an array that is encoded as a whole.
func TestJSONArray(t *testing.T) {
	c, all := allHits(t)
	for _, hits := range [][]model.Hit{nil, all[:1], all[:2], all} {
		entries := make([]jsonEntry, len(hits))
		for i, h := range hits {
			entries[i] = toJSON(c, h)
		}
		var want, got bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		if err := enc.Encode(entries); err != nil {
			t.Fatal(err)
		}
		if err := writeJSON(&got, c, hits); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("%d entries: %d bytes differ from the %d bytes of one encoding", len(hits), got.Len(), want.Len())
		}
	}
}

// limitedWriter fails when it has taken its limit of bytes.
type limitedWriter struct {
	limit, largest int
	err            error
}

func (w *limitedWriter) Write(p []byte) (int, error) {
	w.largest = max(w.largest, len(p))
	if len(p) > w.limit {
		n := w.limit
		w.limit = 0
		return n, w.err
	}
	w.limit -= len(p)
	return len(p), nil
}

// TestJSONStreamed checks that the output is written in small parts, and that the first
// error of the writer ends it and is returned.
func TestJSONStreamed(t *testing.T) {
	c, hits := allHits(t)
	whole := &limitedWriter{limit: 1 << 30}
	if err := writeJSON(whole, c, hits); err != nil || whole.largest > 64<<10 {
		t.Errorf("the largest part has %d bytes, error %v", whole.largest, err)
	}
	full := errors.New("full")
	for _, limit := range []int{0, 1, 1000, 100_000, 1<<30 - whole.limit - 1} {
		w := &limitedWriter{limit: limit, err: full}
		if err := writeJSON(w, c, hits); !errors.Is(err, full) {
			t.Errorf("error after %d bytes: %v", limit, err)
		}
	}
}
