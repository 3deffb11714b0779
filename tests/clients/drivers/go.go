// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Go's http.Client{}: see lines.py for what a driver reads and prints.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

type request struct {
	Method string
	URL    string
	Fields [][2]string
	Body   *struct{ Text, Kind string }
	Auth   []string
	Jar    bool
	Again  bool
	Limit  int
}

type object = map[string]any

// Text and octets are one another's Latin-1.
func octets(text string) string {
	bytes := []byte{}
	for _, r := range text {
		bytes = append(bytes, byte(r))
	}
	return string(bytes)
}

func latin1(bytes []byte) string {
	runes := make([]rune, len(bytes))
	for i, b := range bytes {
		runes[i] = rune(b)
	}
	return string(runes)
}

// A reader that http.NewRequest does not know, so that it cannot be read again.
type once struct{ io.Reader }

func bodyOf(wish request) (io.Reader, error) {
	if wish.Body == nil {
		return nil, nil
	}
	text := octets(wish.Body.Text)
	switch wish.Body.Kind {
	case "file":
		path := filepath.Join(os.Getenv("HOME"), "upload")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return nil, err
		}
		return os.Open(path)
	case "stream":
		return once{strings.NewReader(text)}, nil
	}
	return strings.NewReader(text), nil
}

func newRequest(wish request) (*http.Request, error) {
	body, err := bodyOf(wish)
	if err != nil {
		return nil, err
	}
	made, err := http.NewRequest(wish.Method, wish.URL, body)
	if err != nil {
		return nil, err
	}
	for _, field := range wish.Fields {
		if strings.EqualFold(field[0], "Host") {
			made.Host = field[1]
		} else {
			made.Header.Add(field[0], field[1])
		}
	}
	if wish.Auth != nil {
		made.SetBasicAuth(wish.Auth[0], wish.Auth[1])
	}
	return made, nil
}

func failure(err error) object {
	return object{"error": fmt.Sprintf("%T", err), "message": err.Error()}
}

func ask(client *http.Client, wish request) object {
	made, err := newRequest(wish)
	if err != nil {
		return failure(err)
	}
	response, err := client.Do(made)
	if err != nil {
		return failure(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return failure(err)
	}
	if len(body) > 200 {
		body = body[:200]
	}
	return object{"status": response.StatusCode, "url": response.Request.URL.String(), "body": latin1(body)}
}

func run(wish request) object {
	if wish.Body != nil && (wish.Body.Kind == "form" || wish.Body.Kind == "json") {
		return object{"notExpressible": wish.Body.Kind + " as an option"}
	}
	limit := 4000
	if wish.Limit > 0 {
		limit = wish.Limit
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, Timeout: time.Duration(limit) * time.Millisecond}
	if wish.Jar {
		client.Jar, _ = cookiejar.New(nil)
	}
	result := ask(client, wish)
	if wish.Again {
		result = ask(client, wish)
	}
	return result
}

func main() {
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	out.Encode(object{"version": strings.TrimPrefix(runtime.Version(), "go")})
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var wish request
		if err := json.Unmarshal(line, &wish); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		out.Encode(run(wish))
	}
}
