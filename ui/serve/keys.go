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

// NewHostKey generates an Ed25519 private key, in OpenSSH's format.
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

// HostKey is the private key by which clients recognize a server.
type HostKey = ssh.Signer

// ParseHostKey parses a private key in OpenSSH's or a PEM format.
func ParseHostKey(text []byte) (HostKey, error) {
	signer, err := ssh.ParsePrivateKey(text)
	if _, ok := errors.AsType[*ssh.PassphraseMissingError](err); ok {
		return nil, errors.New("the key has a passphrase; a server needs one without")
	}
	return signer, err
}

// Fingerprint returns the SHA-256 fingerprint of a key, as ssh shows it to users when they
// first connect.
func Fingerprint(k HostKey) string { return ssh.FingerprintSHA256(k.PublicKey()) }

// Keys are the public keys of the clients that may log in.
type Keys struct{ known map[string]bool }

// ParseKeys parses keys in the format of OpenSSH's authorized_keys, one per line. Options
// are an error, because they would have no effect.
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
			return nil, fmt.Errorf("line %d: option %s: options are not supported; leave them out", n, options[0])
		}
		keys.known[string(key.Marshal())] = true
	}
	if len(keys.known) == 0 {
		return nil, errors.New("no key in it, so no client could log in")
	}
	return keys, nil
}

// authenticate accepts a client that has one of the keys. It is a PublicKeyCallback.
func (k *Keys) authenticate(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
	if !k.known[string(key.Marshal())] {
		return nil, errors.New("this key is not authorized")
	}
	return nil, nil //nolint:nilnil // there are no permissions to restrict
}
