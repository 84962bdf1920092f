// Prints the struct types a PodTemplateSpec is made of, the way a dump for hashing names them.
//
// The build does not run it. To make the list anew for another version, change the versions in
// go.mod and run, from the folder with go.mod:
//
//	go run ./types > ../../resources/dev/aoi/cluster/podtemplate/pod-template-types.txt
//
// Lines of the list:
//
//	TYPE struct            a struct; its fields follow, in the order of their declaration
//	\tFIELD TYPE JSON FLAGS   a field; JSON is "." for an inlined one; FLAGS are "-" or of
//	                       e (omitempty) and z (omitzero)
//	TYPE EXPRESSION        a named type that is not a struct, and what it stands for
package main

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"sort"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

var (
	seen = map[reflect.Type]bool{}
	full = map[string]reflect.Type{}
	out  = map[string]string{}
	// Types whose text is not that of their fields: whoever reads the list knows them.
	known = map[reflect.Type]bool{
		reflect.TypeOf(resource.Quantity{}):  true,
		reflect.TypeOf(intstr.IntOrString{}): true,
		reflect.TypeOf(metav1.Time{}):        true,
		reflect.TypeOf(metav1.FieldsV1{}):    true,
	}
)

func visit(t reflect.Type) {
	if seen[t] {
		return
	}
	seen[t] = true
	if t.Name() != "" {
		if other, ok := full[t.String()]; ok && other != t {
			panic("two types are called " + t.String())
		}
		full[t.String()] = t
	}
	switch {
	case known[t]:
		out[t.String()] = "known\n"
	case t.Kind() == reflect.Struct:
		describe(t)
	case t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice:
		alias(t, strings.TrimSuffix(t.Kind().String(), "er"))
		visit(t.Elem())
	case t.Kind() == reflect.Map:
		alias(t, "")
		visit(t.Key())
		visit(t.Elem())
	default:
		alias(t, t.Kind().String())
	}
}

func alias(t reflect.Type, kind string) {
	if t.Name() == "" || t.PkgPath() == "" {
		return
	}
	if t.Kind() == reflect.Map {
		out[t.String()] = fmt.Sprintf("map[%s]%s\n", t.Key(), t.Elem())
	} else if t.Kind() == reflect.Slice {
		out[t.String()] = fmt.Sprintf("[]%s\n", t.Elem())
	} else {
		out[t.String()] = kind + "\n"
	}
}

func describe(t reflect.Type) {
	var b strings.Builder
	b.WriteString("struct\n")
	if t.NumField() == 0 {
		panic("the text of " + t.String() + " depends on addresses: it has no fields")
	}
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		tag := strings.Split(f.Tag.Get("json"), ",")
		name, flags := tag[0], ""
		for _, option := range tag[1:] {
			switch option {
			case "omitempty":
				flags += "e"
			case "omitzero":
				flags += "z"
			case "inline":
			default:
				panic(t.String() + "." + f.Name + ": option " + option)
			}
		}
		if name == "" {
			if !f.Anonymous || f.Type.Kind() != reflect.Struct {
				panic(t.String() + "." + f.Name + " has no name in JSON")
			}
			name = "."
		}
		if flags == "" {
			flags = "-"
		}
		fmt.Fprintf(&b, "\t%s %s %s %s\n", f.Name, f.Type, name, flags)
		visit(f.Type)
	}
	out[t.String()] = b.String()
}

func main() {
	visit(reflect.TypeOf(corev1.PodTemplateSpec{}))
	fmt.Println("# The Go types of a pod template, printed by src/main/go/templatehash/types.")
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "k8s.io/api" || m.Path == "k8s.io/apimachinery" {
				fmt.Printf("# %s %s\n", m.Path, m.Version)
			}
		}
	}
	names := make([]string, 0, len(out))
	for n := range out {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Printf("%s %s", n, out[n])
	}
}
