package host

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/coreos/go-systemd/v22/activation"
	"github.com/coreos/go-systemd/v22/daemon"
)

// maxSecret is how many bytes of a secret file are read.
const maxSecret = 64 << 10

// ReadOrCreateSecret reads a file with a secret, such as a private key. It returns an error if
// users other than the owner may read the file. If the file does not exist, it creates the
// folder, and the file with the content that create returns. Processes that call it at the same
// time get the same content.
func (h Host) ReadOrCreateSecret(path string, create func() ([]byte, error)) ([]byte, error) {
	content, err := readSecret(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return content, err
	}
	if content, err = create(); err != nil {
		return nil, err
	}
	if err := createSecret(path, content); err != nil {
		return nil, err
	}
	return readSecret(path) // another process may have created the file first, with other content
}

// readSecret reads a secret file. It returns an error if users other than the owner may read the
// file.
func readSecret(path string) ([]byte, error) {
	f, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written to it
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if mode := info.Mode(); mode.Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, fmt.Errorf("%s: others may read it (mode %04o); use chmod 600, or another key if they have", path, mode.Perm())
	}
	return io.ReadAll(io.LimitReader(f, maxSecret))
}

// createSecret creates a file atomically. If another process creates the file at the same
// time, createSecret keeps that process's file.
func createSecret(path string, content []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".new-*") // CreateTemp gives the file the mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // the temporary name is no longer needed
	_, err = f.Write(content)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return os.Rename(f.Name(), path) // the file system has no hard links
	}
	return nil
}

// Listen listens on a TCP address. But if systemd has passed a socket to this process, Listen
// ignores the address, and returns the listener of that socket and inherited = true. Systemd
// keeps an inherited socket open when the process ends.
func (Host) Listen(address string) (l net.Listener, inherited bool, err error) {
	files := activation.Files(true)
	switch len(files) {
	case 0:
		l, err = net.Listen("tcp", address)
		return l, false, err
	case 1:
		l, err = net.FileListener(files[0])
		return l, true, errors.Join(err, files[0].Close())
	}
	return nil, false, fmt.Errorf("systemd has passed %d sockets, want 1", len(files))
}

// Dial opens a TCP connection.
func (Host) Dial(address string, timeout time.Duration) (net.Conn, error) {
	return net.DialTimeout("tcp", address, timeout)
}

// StopContext returns a context that ends when a signal, such as SIGTERM, asks the process to
// stop. A second signal ends the process at once.
//
// If onHangup is nil, SIGHUP asks the process to stop too, unless SIGHUP was ignored when the
// process started, as with nohup. If onHangup is not nil, each SIGHUP calls it instead. The
// calls do not overlap.
//
// StopContext also makes the process ignore SIGPIPE: a server must not end because the program
// that reads its log has ended.
func (Host) StopContext(ctx context.Context, onHangup func()) (context.Context, context.CancelFunc) {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if onHangup == nil && !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(ctx, signals...)
	context.AfterFunc(ctx, stop) // restore the default action, so that a second signal ends the process
	if onHangup != nil {
		callOnHangup(ctx, onHangup)
	}
	return ctx, stop
}

// callOnHangup calls onHangup for each SIGHUP until the context ends. After that, SIGHUP has no
// effect, so that it does not interrupt a graceful stop.
func callOnHangup(ctx context.Context, onHangup func()) {
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	go func() {
		for {
			select {
			case <-hangups:
				onHangup()
			case <-ctx.Done():
				return
			}
		}
	}()
}

// NotifyReady tells systemd that the service is ready. When the context ends, it tells systemd
// that the service is stopping. If systemd has not started this process, NotifyReady does
// nothing.
//
// If systemd has a watchdog for the service, NotifyReady calls healthy twice per watchdog
// interval until the context ends. If healthy returns nil, it sends the message that systemd
// expects. Otherwise it calls report with the error. Systemd restarts a service that has not
// sent that message for a whole interval.
func (Host) NotifyReady(ctx context.Context, healthy func(context.Context) error, report func(error)) {
	notify(daemon.SdNotifyReady)
	context.AfterFunc(ctx, func() { notify(daemon.SdNotifyStopping) })
	interval, err := daemon.SdWatchdogEnabled(false)
	if err != nil || interval == 0 {
		return
	}
	go func() {
		tick := time.NewTicker(interval / 2)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				watch(ctx, interval/2, healthy, report)
			case <-ctx.Done():
				return
			}
		}
	}()
}

// watch calls healthy once, with a timeout. It sends the watchdog's message to systemd if the
// service is healthy, and calls report with the error otherwise.
func watch(ctx context.Context, timeout time.Duration, healthy func(context.Context) error, report func(error)) {
	checking, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	err := healthy(checking)
	switch {
	case err == nil:
		notify(daemon.SdNotifyWatchdog)
	case ctx.Err() == nil:
		report(err)
	}
}

// notify sends a message to systemd. It ignores errors, because the service can do
// nothing about them.
func notify(state string) { _, _ = daemon.SdNotify(false, state) }
