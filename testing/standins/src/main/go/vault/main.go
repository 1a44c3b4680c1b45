// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0

// Command vault is a Vault server for tests: Vault's own core and HTTP interface, in memory and unsealed, with version 2 of
// the key-value engine at secret/, transit at transit/ and AppRole at auth/approle/. It ends when its input ends, and so with
// the process that started it.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/hashicorp/go-hclog"
	kv "github.com/hashicorp/vault-plugin-secrets-kv"
	"github.com/hashicorp/vault/builtin/credential/approle"
	"github.com/hashicorp/vault/builtin/logical/transit"
	"github.com/hashicorp/vault/helper/namespace"
	vaulthttp "github.com/hashicorp/vault/http"
	"github.com/hashicorp/vault/sdk/helper/consts"
	"github.com/hashicorp/vault/sdk/logical"
	"github.com/hashicorp/vault/sdk/physical/inmem"
	"github.com/hashicorp/vault/vault"
)

type object = map[string]interface{}

// engines are what is compiled in, for Vault to look up by name; a name says its type, so types are not compared.
type engines map[string]logical.Factory

func (e engines) Contains(name string, _ consts.PluginType) bool    { return e[name] != nil }
func (e engines) Keys(consts.PluginType) []string                   { return nil }
func (e engines) IsBuiltinEntPlugin(string, consts.PluginType) bool { return false }
func (e engines) Get(name string, _ consts.PluginType) (func() (interface{}, error), bool) {
	return func() (interface{}, error) { return e[name], nil }, e[name] != nil
}
func (e engines) DeprecationStatus(string, consts.PluginType) (consts.DeprecationStatus, bool) {
	return consts.Supported, true
}

func main() {
	port := flag.Int("port", 0, "where to listen, on the loopback interface")
	token := flag.String("token", "", "the root token")
	flag.Parse()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	logger := hclog.New(&hclog.LoggerOptions{Level: hclog.Warn, Output: os.Stderr})
	compiled := engines{"kv": kv.Factory, "transit": transit.Factory, "approle": approle.Factory}
	core := must(vault.NewCore(&vault.CoreConfig{
		Physical: must(inmem.NewInmem(nil, logger)), StorageType: "inmem", Logger: logger, DisableMlock: true,
		LogicalBackends: compiled, CredentialBackends: compiled, BuiltinRegistry: compiled,
	}))
	ctx := namespace.ContextWithNamespace(context.Background(), namespace.RootNamespace)
	seal := &vault.SealConfig{SecretShares: 1, SecretThreshold: 1}
	keys := must(core.Initialize(ctx, &vault.InitParams{BarrierConfig: seal}))
	must(core.Unseal(keys.SecretShares[0]))

	ask := func(token string, operation logical.Operation, path string, data object) error {
		answer, err := core.HandleRequest(ctx, &logical.Request{ID: path, Operation: operation, ClientToken: token, Path: path, Data: data})
		if err == nil && answer.IsError() {
			err = answer.Error()
		}
		return err
	}
	write := func(token, path string, data object) { must(0, ask(token, logical.UpdateOperation, path, data)) }
	write(keys.RootToken, "auth/token/create", object{"id": *token, "policies": []string{"root"}, "no_parent": true})
	write(*token, "sys/mounts/secret", object{"type": "kv", "options": map[string]string{"version": "2"}})
	write(*token, "sys/mounts/transit", object{"type": "transit"})
	write(*token, "sys/auth/approle", object{"type": "approle"})
	// the key-value engine refuses everything until it has made itself versioned, in the background
	for ask(*token, logical.ReadOperation, "secret/config", nil) != nil {
		time.Sleep(10 * time.Millisecond)
	}
	listener := must(net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", *port)))
	log.Fatal(http.Serve(listener, vaulthttp.Handler.Handler(&vault.HandlerProperties{Core: core})))
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
