package triage

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"teapot/model"
)

// occurrence has the arguments of one call of [Tally.Add].
type occurrence struct {
	kind model.Kind
	code string
	line string
}

// tallyOf returns a tally of the occurrences.
func tallyOf(occurrences []occurrence) *Tally {
	var t Tally
	for _, o := range occurrences {
		t.Add(o.kind, o.code, o.line)
	}
	return &t
}

// TestTally checks the counts of a log, their order and their samples.
func TestTally(t *testing.T) {
	long := strings.Repeat("x", MaxSample)
	for name, tt := range map[string]struct {
		in   []occurrence
		want []Count
	}{
		"nothing": {nil, []Count{}},
		"most frequent first": {
			[]occurrence{{model.Status, "404", "a"}, {model.Status, "200", "b"}, {model.Status, "200", "c"}},
			[]Count{{model.Status, "200", 2, "b"}, {model.Status, "404", 1, "a"}},
		},
		"equally frequent: first occurrence first": {
			[]occurrence{{model.Status, "503", "a"}, {model.Status, "200", "b"}, {model.Status, "404", "c"}, {model.Status, "200", "d"}, {model.Status, "503", "e"}},
			[]Count{{model.Status, "503", 2, "a"}, {model.Status, "200", 2, "b"}, {model.Status, "404", 1, "c"}},
		},
		"a number of two kinds": {
			[]occurrence{{model.Status, "421", "a"}, {model.Reply, "421", "b"}, {model.Reply, "421", "c"}},
			[]Count{{model.Reply, "421", 2, "b"}, {model.Status, "421", 1, "a"}},
		},
		"two codes of a line": {
			[]occurrence{{model.Reply, "550", "550 5.1.1"}, {model.Enhanced, "5.1.1", "550 5.1.1"}},
			[]Count{{model.Reply, "550", 1, "550 5.1.1"}, {model.Enhanced, "5.1.1", 1, "550 5.1.1"}},
		},
		"sample of a long line": {[]occurrence{{model.Status, "404", long + "y"}}, []Count{{model.Status, "404", 1, long}}},
	} {
		if got := tallyOf(tt.in).Counts(); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", name, got, tt.want)
		}
	}
}

// TestTallyAddN checks that a line that says how often a code has occurred counts so often, also
// for a code above the limit.
func TestTallyAddN(t *testing.T) {
	count := Tally{MaxCodes: 1}
	count.AddN(model.Status, "503", "[503] 404 responses", 404)
	count.Add(model.Status, "503", "HTTP/1.1 503")
	count.AddN(model.Status, "200", "[200] 7 responses", 7)
	if got := count.Counts(); len(got) != 1 || got[0].N != 405 || count.Uncounted() != 7 {
		t.Errorf("got %v and %d of other codes", got, count.Uncounted())
	}
}

// TestTallyLimit checks that the first MaxCodes codes have a count, and that occurrences
// of all later codes are only counted together.
func TestTallyLimit(t *testing.T) {
	var count Tally
	for range 2 {
		for i := range MaxCodes + 10 {
			count.Add(model.Enhanced, fmt.Sprintf("5.%d.%d", i/1000, i%1000), "line")
		}
	}
	counts := count.Counts()
	if len(counts) != MaxCodes || count.Uncounted() != 20 {
		t.Fatalf("%d codes, %d uncounted occurrences", len(counts), count.Uncounted())
	}
	for i, c := range counts {
		if want := fmt.Sprintf("5.%d.%d", i/1000, i%1000); c.N != 2 || c.Code != want {
			t.Fatalf("count %d is %v, want 2 of %s", i, c, want)
		}
	}
}

// TestTallyKeepsNoInput checks that a tally does not share memory with the strings that it
// got. Callers read lines into a buffer, so the memory of a line changes later.
func TestTallyKeepsNoInput(t *testing.T) {
	var count Tally
	line := string([]byte("HTTP/1.1 404"))
	count.Add(model.Status, line[9:], line)
	got := count.Counts()[0]
	if got.Code != "404" || got.Sample != line {
		t.Fatalf("got %v", got)
	}
	if sameMemory(got.Sample, line) || sameMemory(got.Code, line[9:]) {
		t.Error("the tally keeps memory of its caller")
	}
}

// sameMemory reports whether two strings begin at the same address.
func sameMemory(a, b string) bool { return unsafe.StringData(a) == unsafe.StringData(b) }

// TestTallyEqualsNaiveCount checks that a tally of random codes has the same counts as a
// function that is so simple that it has to be right.
func TestTallyEqualsNaiveCount(t *testing.T) {
	for seed := range uint64(50) {
		random := rand.New(rand.NewPCG(seed, 1))
		var in []occurrence
		for i := range random.IntN(2000) {
			k := []model.Kind{model.Status, model.Reply, model.Enhanced}[random.IntN(3)]
			in = append(in, occurrence{k, fmt.Sprint(random.IntN(1 + random.IntN(300))), fmt.Sprintf("line %d", i)})
		}
		if got, want := tallyOf(in).Counts(), naiveCounts(in); !slices.Equal(got, want) {
			t.Fatalf("seed %d: got %v, want %v", seed, got, want)
		}
	}
}

// naiveCounts returns the counts that [Tally.Counts] must return. For each code it looks
// through all occurrences.
func naiveCounts(in []occurrence) []Count {
	counts := []Count{}
	for i, o := range in {
		isCodeOfO := func(p occurrence) bool { return p.kind == o.kind && p.code == o.code }
		if slices.IndexFunc(in, isCodeOfO) < i {
			continue
		}
		n := 0
		for _, p := range in {
			if isCodeOfO(p) {
				n++
			}
		}
		counts = append(counts, Count{o.kind, o.code, n, o.line})
	}
	slices.SortStableFunc(counts, func(a, b Count) int { return cmp.Compare(b.N, a.N) })
	return counts
}

// testCatalog returns a small catalog: HTTP status codes, one of them with two meanings, a
// reply code, an enhanced code, and pages for some classes.
func testCatalog() *model.Catalog {
	act := func(actors ...string) []model.Fact {
		facts := []model.Fact{{Name: model.FactRetry, Value: "no"}}
		for _, a := range actors {
			facts = append(facts, model.Fact{Name: model.FactAct, Value: a})
		}
		return facts
	}
	return model.NewCatalog([]model.Entry{
		{Kind: model.Status, Stem: "420-acme", Code: "420", Standing: model.Unofficial, Name: "Tea Time", Facts: act("proxy")},
		{Kind: model.Status, Stem: "420", Code: "420", Standing: model.Standard, Name: "Cup Too Small", Facts: act("client", "server")},
		{Kind: model.Status, Stem: "200", Code: "200", Standing: model.Standard, Name: "OK", Facts: act("nobody")},
		{Kind: model.Class, Stem: "4xx", Code: "4xx", Name: "Client Error", Facts: act("client")},
		{Protocol: model.SMTP, Kind: model.Reply, Stem: "420", Code: "420", Standing: model.Standard, Name: "Kitchen closed", Facts: act("sender")},
		{Protocol: model.SMTP, Kind: model.Enhanced, Stem: "x.1.1", Code: "X.1.1", Standing: model.Standard, Name: "No such cup", Facts: act("recipient")},
		{Protocol: model.SMTP, Kind: model.Class, Stem: "5.y.z", Code: "5.Y.Z", Name: "Permanent", Facts: act("sender", "nobody")},
		{Protocol: model.SMTP, Kind: model.Subject, Stem: "x.7", Code: "X.7", Name: "Policy", Facts: act("sending-admin")},
	})
}

// TestMeaningOf checks the entry, the classes and the actors of known and unknown codes.
func TestMeaningOf(t *testing.T) {
	c := testCatalog()
	for _, tt := range []struct {
		kind    model.Kind
		code    string
		entry   string // the name of the entry; "" for an unknown code
		classes string // the codes of the class pages
		actors  string
	}{
		{model.Status, "420", "Cup Too Small", "", "client server"},
		{model.Reply, "420", "Kitchen closed", "", "sender"},
		{model.Status, "200", "OK", "", ""},
		{model.Status, "477", "", "4xx", "client"},
		{model.Status, "577", "", "", ""},
		{model.Reply, "577", "", "", ""},
		{model.Enhanced, "5.1.1", "No such cup", "", "recipient"},
		{model.Enhanced, "4.1.1", "No such cup", "", "recipient"},
		{model.Enhanced, "5.7.999", "", "5.Y.Z X.7", "sender"},
		{model.Enhanced, "5.9.99", "", "5.Y.Z", "sender"},
		{model.Enhanced, "4.7.99", "", "X.7", "sending-admin"},
		{model.Enhanced, "4.9.99", "", "", ""},
	} {
		m := MeaningOf(c, tt.kind, tt.code)
		entry, classes := "", []string{}
		if m.Entry != nil {
			entry = m.Entry.Name
		}
		for _, class := range m.Classes {
			classes = append(classes, class.Code)
		}
		if got := strings.Join(classes, " "); entry != tt.entry || got != tt.classes {
			t.Errorf("%v %s: got %q and %q, want %q and %q", tt.kind, tt.code, entry, got, tt.entry, tt.classes)
		}
		if got := strings.Join(m.Actors(), " "); got != tt.actors {
			t.Errorf("%v %s: actors %q, want %q", tt.kind, tt.code, got, tt.actors)
		}
	}
}
