package serve_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"slices"
	"testing"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// securityKey is an Ed25519 key that signs like a FIDO security key.
type securityKey struct {
	public  ssh.PublicKey
	private ed25519.PrivateKey
	flags   byte // the flags to sign; 1 means that the user has touched the key
}

const securityKeyApplication = "ssh:"

func newSecurityKey(t *testing.T) *securityKey {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key := wireKey(t, ssh.KeyAlgoSKED25519, struct {
		Key []byte
		App string
	}{public, securityKeyApplication})
	return &securityKey{key, private, 1}
}

func (k *securityKey) PublicKey() ssh.PublicKey { return k.public }

// Sign signs the data in the format of OpenSSH's PROTOCOL.u2f: the hash of the application, the
// flags, the counter of signatures, and the hash of the data.
func (k *securityKey) Sign(_ io.Reader, data []byte) (*ssh.Signature, error) {
	application, message := sha256.Sum256([]byte(securityKeyApplication)), sha256.Sum256(data)
	state := binary.BigEndian.AppendUint32([]byte{k.flags}, 7)
	signed := slices.Concat(application[:], state, message[:])
	return &ssh.Signature{Format: ssh.KeyAlgoSKED25519, Blob: ed25519.Sign(k.private, signed), Rest: state}, nil
}

// TestSecurityKey checks that a client can log in with a security key, but only if the user has
// touched the key.
func TestSecurityKey(t *testing.T) {
	key := newSecurityKey(t)
	keys, err := serve.ParseKeys(ssh.MarshalAuthorizedKey(key.PublicKey()))
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, func(c *serve.Config) { c.Keys = keys })
	s.logIn(ssh.PublicKeys(key))
	key.flags = 0
	if c, err := s.dial(ssh.PublicKeys(key)); err == nil {
		t.Error("a security key has logged in that the user has not touched")
		_ = c.Close()
	}
}
