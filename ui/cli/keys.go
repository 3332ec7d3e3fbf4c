package cli

import (
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"

	"teapot/ui/serve"
)

// hostKey reads the server's host key from a file, and creates the file if it does not
// exist. If path is empty, the file is in the state folder.
func (r *runner) hostKey(path string, log *slog.Logger) (serve.HostKey, error) {
	if path == "" {
		if path = r.serverStateFile("ssh_host_ed25519"); path == "" {
			return nil, errors.New("no folder for the host key is known; name a file with --host-key")
		}
	}
	created := false
	content, err := r.Host.ReadOrCreateSecret(path, func() ([]byte, error) {
		created = true
		return serve.NewHostKey()
	})
	if err != nil {
		return nil, fmt.Errorf("host key: %w", err)
	}
	key, err := serve.ParseHostKey(content)
	if err != nil {
		return nil, fmt.Errorf("host key %s: %w", path, err)
	}
	if created {
		log.Info("made a host key", "file", path, "fingerprint", serve.Fingerprint(key))
	}
	return key, nil
}

// serverStateFile returns the path of a file of the server: in $STATE_DIRECTORY, which
// systemd sets, or else in the user's state folder. It returns "" if neither folder is
// known.
func (r *runner) serverStateFile(name string) string {
	if dir, _, _ := strings.Cut(r.Getenv("STATE_DIRECTORY"), ":"); dir != "" {
		return filepath.Join(dir, name)
	}
	if dir := r.stateDir(); dir != "" {
		return filepath.Join(dir, name)
	}
	return ""
}

// maxAuthorizedKeys bounds the size of the file of authorized keys, in bytes.
const maxAuthorizedKeys = 16 << 20

// readAuthorizedKeys reads the public keys of the clients that may log in.
func (r *runner) readAuthorizedKeys(path string) (*serve.Keys, error) {
	content, err := r.Host.ReadTrusted(path, maxAuthorizedKeys)
	if err != nil {
		return nil, fmt.Errorf("authorized keys: %w", err)
	}
	keys, err := serve.ParseKeys(content)
	if err != nil {
		return nil, fmt.Errorf("authorized keys %s: %w", path, err)
	}
	return keys, nil
}

// onHangup returns the function to call on SIGHUP, or nil if SIGHUP stops the server. With
// authorized keys, the function reloads them. Without authorized keys there is nothing to
// reload, and SIGHUP stops the server, because it means that the terminal was closed.
// Under systemd SIGHUP means "systemctl reload", which must not stop the server.
func (r *runner) onHangup(server *serve.Server, authorizedKeys string, log *slog.Logger) func() {
	switch {
	case authorizedKeys != "":
		return func() { r.reloadKeys(server, authorizedKeys, log) }
	case r.Getenv("NOTIFY_SOCKET") != "":
		return func() { log.Info("SIGHUP reloads nothing without --authorized-keys") }
	}
	return nil
}

// reloadKeys reads the authorized keys again. If the file is bad, the server continues to
// use the old keys.
func (r *runner) reloadKeys(server *serve.Server, path string, log *slog.Logger) {
	keys, err := r.readAuthorizedKeys(path)
	if err != nil {
		log.Error("keys not reloaded; the old ones stay", "error", err)
		return
	}
	server.ReplaceKeys(keys)
	log.Info("keys reloaded", "file", path, "keys", keys.Len())
}
