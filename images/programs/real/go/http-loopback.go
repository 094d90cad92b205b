// Serves a small JSON address book over loopback, with and without TLS, and a Unix socket; needs net/http and loopback.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

type book struct {
	sync.Mutex
	phones map[string]string
}

func (b *book) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /phones/{name}", func(w http.ResponseWriter, r *http.Request) {
		b.Lock()
		defer b.Unlock()
		phone, ok := b.phones[r.PathValue("name")]
		if !ok {
			http.Error(w, r.PathValue("name")+" unbekannt", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		http.SetCookie(w, &http.Cookie{Name: "last", Value: url.QueryEscape(r.PathValue("name")), Path: "/"})
		json.NewEncoder(w).Encode(map[string]string{"phone": phone, "agent": r.UserAgent()})
	})
	mux.HandleFunc("POST /phones", func(w http.ResponseWriter, r *http.Request) {
		b.Lock()
		defer b.Unlock()
		b.phones[r.FormValue("name")] = r.FormValue("phone")
		http.Redirect(w, r, "/phones/"+url.PathEscape(r.FormValue("name")), http.StatusSeeOther)
	})
	return mux
}

func show(response *http.Response, err error) {
	if err != nil {
		fmt.Println("error:", err)
		return
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	fmt.Println(response.StatusCode, response.Header.Get("Content-Type"), strings.TrimSpace(string(body)))
}

func main() {
	addresses := &book{phones: map[string]string{"Jürgen": "030-1"}}
	server := httptest.NewServer(addresses.handler())
	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar, Timeout: 5 * time.Second}
	request, _ := http.NewRequestWithContext(context.Background(), "GET", server.URL+"/phones/J%C3%BCrgen", nil)
	request.Header.Set("User-Agent", "probe/1")
	show(client.Do(request))
	show(client.Get(server.URL + "/phones/Nemo"))
	show(client.PostForm(server.URL+"/phones", url.Values{"name": {"花子"}, "phone": {"03 & 3"}}))
	show(client.Head(server.URL + "/nowhere"))
	address, _ := url.Parse(server.URL)
	name, _ := url.QueryUnescape(jar.Cookies(address)[0].Value)
	fmt.Println("cookie:", name)
	server.Close()
	_, err := client.Get(server.URL)
	fmt.Println("nobody listens:", err != nil)

	secure := httptest.NewTLSServer(addresses.handler())
	defer secure.Close()
	response, err := secure.Client().Get(secure.URL + "/phones/J%C3%BCrgen")
	fmt.Println(response.StatusCode, response.TLS.HandshakeComplete, err)

	folder, err := os.MkdirTemp("", "echo")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "echo.sock")
	listener, err := net.Listen("unix", path)
	if err != nil {
		panic(err)
	}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer connection.Close()
				for lines := bufio.NewScanner(connection); lines.Scan(); {
					fmt.Fprintln(connection, strings.ToUpper(lines.Text()))
				}
			}()
		}
	}()
	connection, err := net.Dial("unix", path)
	if err != nil {
		panic(err)
	}
	fmt.Fprintln(connection, "grüße")
	answer, err := bufio.NewReader(connection).ReadString('\n')
	fmt.Println(strings.TrimSpace(answer), err, listener.Close())
}
