package data

import (
	"slices"
	"strings"
	"testing"

	"teapot/model"
)

// smtpEntry returns the entry of a reply or an enhanced code.
func smtpEntry(t *testing.T, c *model.Catalog, stem string) *model.Entry {
	t.Helper()
	kind := model.Enhanced
	if !strings.Contains(stem, ".") {
		kind = model.Reply
	}
	e := c.Get(model.SMTP, kind, stem)
	if e == nil {
		t.Fatalf("%s is missing", stem)
	}
	return e
}

// canBePermanent reports whether the entry is a reply or an enhanced code that a server can send
// for a permanent failure. X.1.5 and X.3.6 are only sent with class 2.
func canBePermanent(e *model.Entry) bool {
	switch e.Kind {
	case model.Reply:
		return e.Code[0] == '5'
	case model.Enhanced:
		return e.Code[0] == '5' || e.Code[0] == 'X' && e.Stem != "x.1.5" && e.Stem != "x.3.6"
	case model.Class, model.Status, model.Subject, model.Field, model.Method, model.Command, model.Extension:
	}
	return false
}

// factsOf returns the facts of the entry that have the name.
func factsOf(e *model.Entry, name string) []model.Fact {
	var facts []model.Fact
	for _, f := range e.Facts {
		if f.Name == name {
			facts = append(facts, f)
		}
	}
	return facts
}

// TestPermanentFailuresHaveAddress checks that each code of a permanent failure says whether the
// recipient's address may be removed from a mailing list. No RFC answers that, so the fact is
// marked as custom. The codes of a temporary failure must not have the fact.
func TestPermanentFailuresHaveAddress(t *testing.T) {
	for _, e := range embeddedCatalog(t).All() {
		if e.Protocol != model.SMTP {
			continue
		}
		facts := factsOf(e, model.FactAddress)
		switch {
		case !canBePermanent(e):
			if len(facts) > 0 {
				t.Errorf("%s has Address", Path(e))
			}
		case len(facts) != 1:
			t.Errorf("%s has %d facts Address, want 1", Path(e), len(facts))
		case !facts[0].Custom:
			t.Errorf("%s: Address is not marked as custom", Path(e))
		}
	}
}

// TestAddressesToRemove checks which codes say that an address may be removed, or that the text
// decides. All other codes keep the address: it is not at fault if a policy, the
// authentication, the content, the size or the network was.
func TestAddressesToRemove(t *testing.T) {
	want := map[string]string{
		"remove": "556 x.1.1 x.1.2 x.1.3 x.1.6 x.1.10 x.7.17 x.7.18 5.1.241-microsoft 5.4.1-microsoft " +
			"5.4.310-microsoft 5.7.504-microsoft 5.7.505-microsoft",
		"unclear": "510 511 512 513 515 540 544 550 551 553 554 x.0.0 x.1.0 x.1.4 x.2.0 x.2.1 x.4.1 x.4.4 x.5.0 5.9.2-improvmx",
	}
	got := map[string][]string{}
	for _, e := range embeddedCatalog(t).All() {
		if v := e.Fact(model.FactAddress); v != "" && v != "keep" {
			got[v] = append(got[v], e.Stem)
		}
	}
	for value, stems := range want {
		wanted := strings.Fields(stems)
		slices.Sort(wanted)
		slices.Sort(got[value])
		if !slices.Equal(got[value], wanted) {
			t.Errorf("Address %s: got %q, want %q", value, got[value], wanted)
		}
	}
}

// TestRetryFollowsFirstDigit checks where Retry is marked as custom. RFC 5321, section 4.2.1, and
// RFC 3463, section 2, state that a client tries again after 4, and not without a change
// after 5. What says something else is custom, unless the vendor states it.
func TestRetryFollowsFirstDigit(t *testing.T) {
	statedElsewhere := []string{
		"432",            // RFC 4954: the account has to be moved to the mechanism
		"5.9.4-improvmx", // the text of the reply asks for another attempt
	}
	for _, e := range embeddedCatalog(t).All() {
		if e.Protocol != model.SMTP || e.Kind != model.Reply && e.Kind != model.Enhanced || e.Code[0] == 'X' {
			continue
		}
		for _, f := range factsOf(e, model.FactRetry) {
			isStated := e.Code[0] == '4' && f.Value == "later" || e.Code[0] == '5' && f.Value != "later"
			if f.Custom == isStated && !slices.Contains(statedElsewhere, e.Stem) {
				t.Errorf("%s: Retry %s, custom %t", Path(e), f.Value, f.Custom)
			}
		}
	}
}

// TestCustomFacts checks facts of single codes, and whether a specification states them.
// RFC 3463, section 2, says who is in control of each subject: the sender of X.1, the
// recipient of X.2, the receiving administrator of X.3 and X.4.
func TestCustomFacts(t *testing.T) {
	c := embeddedCatalog(t)
	for _, tt := range []struct{ stem, fact, want string }{
		{"550", "Act", "sender; custom, sending-admin; custom"},
		{"550", "Retry", "no"},
		{"451", "Retry", "later"},
		{"535", "Act", "sender, sending-admin; custom"},
		{"x.1.1", "Act", "sender"},
		{"x.1.1", "Address", "remove; custom"},
		{"x.2.2", "Act", "recipient"},
		{"x.2.2", "Retry", "later; custom"},
		{"x.3.1", "Act", "receiving-admin"},
		{"x.3.1", "Retry", "later"},
		{"x.4.3", "Retry", "later"},
		{"x.4.4", "Act", "sender; custom, receiving-admin, sending-admin; custom"},
		{"x.5.3", "Retry", "later"},
		{"x.7.26", "Act", "sending-admin; custom"},
		{"x.7.26", "Retry", "changed"},
		{"x.7.28", "Retry", "later; custom"},
		{"5.1.90-microsoft", "Retry", "later; custom"},
		{"5.7.139-microsoft", "Act", "sending-admin, sender"},
		{"5.4.310-microsoft", "Act", "sender; custom, receiving-admin; custom"},
		{"5.7.515-microsoft", "Act", "sending-admin"},
		{"5.7.515-microsoft", "Address", "keep; custom"},
	} {
		var got []string
		for _, f := range factsOf(smtpEntry(t, c, tt.stem), tt.fact) {
			if f.Custom {
				f.Value += "; custom"
			}
			got = append(got, f.Value)
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s: %s is %q, want %q", tt.stem, tt.fact, s, tt.want)
		}
	}
}

// TestExchangeCodes checks the codes of Exchange that Microsoft's own list lacks or tells only in
// passing: name and reply code.
func TestExchangeCodes(t *testing.T) {
	c := embeddedCatalog(t)
	for _, tt := range []struct{ stem, name, reply string }{
		{"5.4.1-microsoft", "Recipient address rejected: Access denied", "550"},
		{"4.4.312-microsoft", "DNS query failed", "450"},
		{"5.2.251-microsoft", "Sender throttled due to continuous errors", "550"},
		{"5.4.310-microsoft", "DNS domain does not exist", "550"},
		{"5.4.312-microsoft", "DNS query failed", "550"},
		{"5.7.57-microsoft", "Client was not authenticated", "530"},
		{"5.7.60-microsoft", "Client does not have permissions to send as this sender", "550"},
		{"5.7.139-microsoft", "Authentication unsuccessful", "535"},
		{"5.7.511-microsoft", "Access denied, banned sender (IP address)", "550"},
		{"5.7.515-microsoft", "Domain does not meet Outlook.com's authentication requirements", "550"},
		{"x.7.3", "Security conversion required but not possible", "535"},
		{"x.4.4", "Unable to route", "554"},
	} {
		e := smtpEntry(t, c, tt.stem)
		if e.Name != tt.name || !linksTo(c, e, model.RelationReply, tt.reply) {
			t.Errorf("%s is %q, with %v; want %q with reply %s", tt.stem, e.Name, e.Links, tt.name, tt.reply)
		}
	}
}

// pageText returns the summary and the body of the entry in one line.
func pageText(e *model.Entry) string {
	return strings.Join(strings.Fields(e.Summary+" "+e.Body()), " ")
}

// TestWireTexts checks that pages have what servers really write, and what to do about it. Where a
// provider's help page differs from what its servers send, the servers are right.
func TestWireTexts(t *testing.T) {
	c := embeddedCatalog(t)
	for _, tt := range []struct {
		stem  string
		texts []string
	}{
		{"534", []string{"`534-5.7.9 Application-specific password required`", "help prints 5.7.90; on the wire it is `5.7.9`"}},
		{"535", []string{"`535-5.7.8 Username and Password not accepted`", "help prints 5.7.80; on the wire it is `5.7.8`", "`535 5.7.139`"}},
		{"x.7.8", []string{"`535-5.7.8 Username and Password not accepted`", "on the wire it is `5.7.8`"}},
		{"x.7.9", []string{"`534-5.7.9 Application-specific password required`", "on the wire it is `5.7.9`"}},
		{"504", []string{"Gmail: `504 5.7.4`"}},
		{"x.7.4", []string{"Gmail, `504 5.7.4`"}},
		{"x.7.3", []string{"`535 5.7.3 Authentication unsuccessful`"}},
		{"x.4.3", []string{"Postfix as a client: `dsn=4.4.3`, `status=deferred`", "Host not found, try again`"}},
		{"x.4.4", []string{"Postfix, with `relay=none`, `dsn=5.4.4`, `status=bounced`", "type=AAAA: Host not found`"}},
		{"x.4.1", []string{"5.4.1 it is mostly Exchange Online's unknown recipient", "the address does not exist"}},
		{"x.4.7", []string{"`550 4.4.7 QUEUE.Expired; message expired`"}},
		{"x.1.10", []string{"`550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup`"}},
		{"554", []string{"`check.spamhaus.org`", "`barracudacentral.org/rbl/removal-request`", "`spamcop.net/bl.shtml`",
			"`ipcheck.proofpoint.com`", "`sender.office.com`", "`olcsupport.office.com`", "UCEPROTECT", "SORBS: closed in June 2024"}},
		{"5.4.1-microsoft", []string{"`550 5.4.1 Recipient address rejected: Access denied. AS(201806281)", "Directory-Based Edge Blocking"}},
		{"5.7.60-microsoft", []string{"Add-RecipientPermission", "-AccessRights SendAs", "`554 5.2.252 SendAsDenied"}},
		{"5.7.139-microsoft", []string{"`Set-CASMailbox -Identity ann@example.com -SmtpClientAuthenticationDisabled $false`",
			"`Set-TransportConfig -SmtpClientAuthenticationDisabled $false`", "security defaults", "end of December 2026"}},
		{"5.7.511-microsoft", []string{"`delist@messaging.microsoft.com`"}},
		// An address that works must not be removed.
		{"511", []string{"Keep it if the text is about the sender domain"}},
		{"510", []string{"remove the address only if the text says that it does not exist"}},
		{"540", []string{"if the next mail, some weeks later, fails too"}},
		{"x.1.1", []string{"full, over quota, too many or policy", "read the line after `<<<`"}},
		{"x.2.1", []string{"if the next mail fails too", "Keep it if the text is about a rate"}},
		{"x.5.0", []string{"remove it if the next mail fails too"}},
		{"5.4.1-microsoft", []string{"keep it after `Relay Access Denied`", "many addresses of one domain fail at once", "since June 2025 the check knows them"}},
		{"5.4.312-microsoft", []string{"`InfoNoRecords` is an answer without a server for mail"}},
		{"5.7.60-microsoft", []string{"`Add-ADPermission -Identity", "`550 5.2.252 Sender throttled`"}},
		{"5.7.139-microsoft", []string{"\"did not meet the criteria\": often it is a Conditional Access policy", "no setting helps"}},
		{"554", []string{"`sender.office.com` for 5.7.606 to 5.7.649"}},
	} {
		text := pageText(smtpEntry(t, c, tt.stem))
		for _, want := range tt.texts {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the page lacks %q", tt.stem, want)
			}
		}
	}
}

// TestOutlookBulkSenders checks what Outlook.com demands of a domain with 5,000 or more messages a
// day, and that the text of its refusal has the results of the checks.
func TestOutlookBulkSenders(t *testing.T) {
	e := smtpEntry(t, embeddedCatalog(t), "5.7.515-microsoft")
	text := e.Summary
	for _, l := range e.Links {
		if l.Relation == model.RelationReply {
			text += " " + l.Reason
		}
	}
	for _, want := range []string{"5,000 or more messages a day", "SPF", "DKIM", "alignment with From", "Spf=, Dkim= and DMARC="} {
		if !strings.Contains(text, want) {
			t.Errorf("5.7.515: the headers lack %q: %s", want, text)
		}
	}
}

// TestNoFootnoteMarks checks that no page gives a code as Gmail sends it that only Gmail's help
// page has: there the mark of a footnote stands behind 5.7.4, 5.7.8 and 5.7.9.
func TestNoFootnoteMarks(t *testing.T) {
	for _, e := range embeddedCatalog(t).All() {
		for _, wrong := range []string{"535 5.7.80", "535-5.7.80", "534 5.7.90", "534-5.7.90", "504 5.7.40"} {
			if strings.Contains(pageText(e), wrong) && e.Stem != "5.7.40-gmail" {
				t.Errorf("%s: %s is not sent", Path(e), wrong)
			}
		}
	}
}
