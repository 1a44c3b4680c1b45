// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0

// A Terraform provider that knows a vendor's schema and nothing else: it accepts what fits, and plans with unknown
// values for what the vendor would compute. It reaches nobody. Its schema is schema.json beside the program, its name
// that of the program: terraform-provider-NAME_….
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

func main() {
	program, err := os.Executable()
	if err == nil {
		err = serve(program)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(program string) error {
	schema, err := readSchema(filepath.Join(filepath.Dir(program), "schema.json"))
	if err != nil {
		return err
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(program), "terraform-provider-"), "_")
	return tf6server.Serve("registry.terraform.io/hashicorp/"+name, func() tfprotov6.ProviderServer {
		return &provider{schema: schema}
	})
}
