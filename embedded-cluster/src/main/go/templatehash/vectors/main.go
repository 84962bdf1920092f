// Prints random pod templates with the hashes that Kubernetes gives them, one JSON object a line:
// the template as JSON, pod-template-hash without and with a collision count, and the hash of a
// StatefulSet's revision with collision count 0. With -quantities it reads quantities, one a line,
// and prints each with its stored text and its dump, separated by tabs; with -templates it reads
// templates, one a line, in place of making them.
//
// The build does not run it. From the folder with go.mod:
//
//	TZ= go run ./vectors -count 80 -seed 1 > ../../../test/resources/podtemplate/random.jsonl
//
// An object reaches a controller by protobuf, so each template makes that way first: what was
// empty is absent then, and quantities are parsed from their canonical text. The zone of times is
// in the dump; TZ= gives the one of a machine without a zone of its own.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"reflect"
	"strconv"
	"strings"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/dump"
	"k8s.io/apimachinery/pkg/util/intstr"
	encoding "k8s.io/apimachinery/pkg/util/rand"
)

var (
	random *rand.Rand
	texts  = []string{
		"", "a", "web", "local/app:1.0", "true", "a<b>&c", "tab\tnew\nline", "quote\"back\\slash",
		"größe", "日本", "😀", "\u2028", "\u0001\u007f", "/var/lib/data", "x y", "0", "null",
		"\r\b\f",
	}
	quantities = []string{
		"0", "1", "2", "100m", "64Mi", "1.5Gi", "0.5", "1e3", "128Mi", "250m", "1Gi", "1000m",
		"0.1", "1.25", "3Ki", "1023", "1024", "1Ti", "100Ti", "1Pi", "2Ei", "5G", "500M", "1k",
		"1000k", "12E", "1.5", "2.50", "007", "+5", "1E3", "15e-1", "1e-3", "1u", "100n", "0.5Mi",
		"1.1Ki", "0.0005Ki", "12345678901234567890", "9223372036854775807", "99999999999999999999Ki",
		"1000000", "1536Mi", "10.000", ".5", "5.", "1e9", "123456789Mi", "0.000000001", "9Pi",
	}
)

func pick(of []string) string { return of[random.IntN(len(of))] }

// value makes what JSON may hold for a type; the second result is false for nothing at all.
func value(t reflect.Type, depth int) any {
	switch t {
	case reflect.TypeOf(resource.Quantity{}):
		if random.IntN(8) == 0 {
			return random.IntN(5000)
		}
		return pick(quantities)
	case reflect.TypeOf(intstr.IntOrString{}):
		if random.IntN(2) == 0 {
			return random.IntN(65536)
		}
		return pick(texts)
	case reflect.TypeOf(metav1.Time{}):
		return fmt.Sprintf("20%02d-0%d-1%dT0%d:00:0%dZ", random.IntN(99), 1+random.IntN(9),
			random.IntN(10), random.IntN(10), random.IntN(10))
	case reflect.TypeOf(metav1.FieldsV1{}):
		return map[string]any{"f:a": map[string]any{}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return value(t.Elem(), depth)
	case reflect.String:
		return pick(texts)
	case reflect.Bool:
		return random.IntN(2) == 0
	case reflect.Int32:
		return random.Int32N(100000) - 10
	case reflect.Int64:
		if random.IntN(10) == 0 {
			return random.Int64() - random.Int64()
		}
		return random.Int64N(100000)
	case reflect.Slice:
		list := []any{}
		for range random.IntN(3) {
			list = append(list, value(t.Elem(), depth+1))
		}
		return list
	case reflect.Map:
		object := map[string]any{}
		for range random.IntN(4) {
			object[pick(texts)] = value(t.Elem(), depth+1)
		}
		return object
	case reflect.Struct:
		object := map[string]any{}
		fill(t, depth, object)
		return object
	}
	panic(t.String())
}

func fill(t reflect.Type, depth int, object map[string]any) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			fill(f.Type, depth, object)
			continue
		}
		if depth == 0 || random.IntN(5) == 0 || (name == "containers" && depth == 1) {
			object[name] = value(f.Type, depth+1)
		}
	}
}

func encode(sum uint32) string {
	return encoding.SafeEncodeString(strconv.FormatUint(uint64(sum), 10))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// received is a template as a controller's informer has it.
func received(text []byte) corev1.PodTemplateSpec {
	var sent, got corev1.PodTemplateSpec
	must(json.Unmarshal(text, &sent))
	bytes, err := sent.Marshal()
	must(err)
	must(got.Unmarshal(bytes))
	return got
}

func templateHash(template corev1.PodTemplateSpec, collisions *int32) string {
	hash := fnv.New32a()
	hash.Write([]byte(dump.ForHash(template)))
	if collisions != nil {
		count := make([]byte, 8)
		binary.LittleEndian.PutUint32(count, uint32(*collisions))
		hash.Write(count)
	}
	return encode(hash.Sum32())
}

func revisionHash(template corev1.PodTemplateSpec, collisions int32) string {
	text, err := json.Marshal(appsv1.StatefulSet{Spec: appsv1.StatefulSetSpec{Template: template}})
	must(err)
	var object map[string]any
	must(json.Unmarshal(text, &object))
	inner := object["spec"].(map[string]any)["template"].(map[string]any)
	inner["$patch"] = "replace"
	data, err := json.Marshal(map[string]any{"spec": map[string]any{"template": inner}})
	must(err)
	hash := fnv.New32()
	hash.Write(data)
	hash.Write([]byte(strconv.FormatInt(int64(collisions), 10)))
	return encode(hash.Sum32())
}

func main() {
	count := flag.Int("count", 1, "how many templates")
	seed := flag.Uint64("seed", 1, "where chance begins")
	text := flag.Bool("dump", false, "print the dumps too")
	readQuantities := flag.Bool("quantities", false, "read quantities")
	readTemplates := flag.Bool("templates", false, "read templates")
	flag.Parse()
	// A running controller has read its zone; before that, the dump shows one without a name.
	_ = time.Now().Local().String()
	random = rand.New(rand.NewPCG(*seed, 0))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	if *readQuantities {
		for lines.Scan() {
			first, err := resource.ParseQuantity(lines.Text())
			if err != nil {
				fmt.Fprintf(out, "%s\t!\t%s\n", lines.Text(), err)
				continue
			}
			stored := first.String()
			second := resource.MustParse(stored)
			fmt.Fprintf(out, "%s\t%s\t%s\n", lines.Text(), stored, dump.ForHash(second))
		}
		return
	}
	for i := 0; *readTemplates || i < *count; i++ {
		var raw []byte
		if *readTemplates {
			if !lines.Scan() {
				return
			}
			raw = lines.Bytes()
		} else {
			object := map[string]any{}
			fill(reflect.TypeOf(corev1.PodTemplateSpec{}), 0, object)
			var err error
			raw, err = json.Marshal(object)
			must(err)
		}
		template := received(raw)
		collisions := int32(i % 3)
		line := map[string]any{
			"template": json.RawMessage(raw), "hash": templateHash(template, nil),
			"collisions": collisions, "hashWithCollisions": templateHash(template, &collisions),
			"revisionHash": revisionHash(template, 0),
		}
		if *text {
			line["dump"] = dump.ForHash(template)
		}
		result, err := json.Marshal(line)
		must(err)
		out.Write(result)
		out.WriteByte('\n')
	}
}
