package serve

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"

	"golang.org/x/crypto/ssh"
)

// NewHostKey makes a private key, in the form in which OpenSSH keeps them.
func NewHostKey() ([]byte, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	block, err := ssh.MarshalPrivateKey(private, "teapot")
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(block), nil
}

// HostKey is how clients know a server again.
type HostKey = ssh.Signer

// ParseHostKey reads a private key.
func ParseHostKey(text []byte) (HostKey, error) {
	signer, err := ssh.ParsePrivateKey(text)
	if _, ok := errors.AsType[*ssh.PassphraseMissingError](err); ok {
		return nil, errors.New("the key has a passphrase; a server needs one without")
	}
	return signer, err
}

// Fingerprint is what clients are shown of a key when they see it first.
func Fingerprint(k HostKey) string { return ssh.FingerprintSHA256(k.PublicKey()) }

// Keys are public keys that are admitted.
type Keys struct{ known map[string]bool }

// ParseKeys reads keys as OpenSSH's authorized_keys has them, one a line. Options
// are an error: they would promise what is not done here.
func ParseKeys(text []byte) (*Keys, error) {
	keys := &Keys{map[string]bool{}}
	n := 0
	for line := range bytes.Lines(text) {
		n++
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		key, _, options, _, err := ssh.ParseAuthorizedKey(line)
		switch {
		case err != nil:
			return nil, fmt.Errorf("line %d: not a public key", n)
		case len(options) > 0:
			return nil, fmt.Errorf("line %d: option %s: options are not heeded here; leave them out", n, options[0])
		}
		keys.known[string(key.Marshal())] = true
	}
	if len(keys.known) == 0 {
		return nil, errors.New("no key in it, so nobody could come in")
	}
	return keys, nil
}

// authenticate accepts a client that has one of the keys. It is a PublicKeyCallback.
func (k *Keys) authenticate(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
	if !k.known[string(key.Marshal())] {
		return nil, errors.New("this key is not known here")
	}
	return nil, nil //nolint:nilnil // there is nothing to say about it
}
