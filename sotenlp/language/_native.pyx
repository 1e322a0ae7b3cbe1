# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The inner loops of the lemmatiser, compiled; `sotenlp.language.native` says what each does.

Nothing here decides anything of its own: every function has a twin in Python that gives the
same, and a test holds them together.
"""

from cpython.dict cimport PyDict_Copy, PyDict_GetItem
from cpython.object cimport PyObject
from cpython.unicode cimport PyUnicode_FromWideChar
from libc.stddef cimport wchar_t
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

import zlib

cdef extern from "Python.h":
    wchar_t* PyUnicode_AsWideCharString(object, Py_ssize_t*) except NULL
    void PyMem_Free(void*)

cdef extern from "wchar.h":
    size_t wcslen(const wchar_t*)

ctypedef void** (*analyze_t)(void*, const wchar_t*) noexcept nogil
ctypedef const wchar_t* (*value_t)(void*, const char*) noexcept nogil
ctypedef void (*free_t)(void**) noexcept nogil
ctypedef int (*spell_t)(void*, const wchar_t*) noexcept nogil

DEF MOST_TAGS = 2048


cdef class Analyzer:
    """libvoikko's readings of a word, with what follows from their tags fetched once.

    Args:
        handle, analyze, value, release, spell: Addresses of the library's handle and functions.
        names: Names of the attributes that follow from the tags.
    """

    cdef void* handle
    cdef analyze_t analyze
    cdef value_t value
    cdef free_t release
    cdef spell_t spell
    cdef list names
    cdef dict known

    def __init__(self, size_t handle, size_t analyze, size_t value, size_t release, size_t spell, names):
        self.handle = <void*>handle
        self.analyze = <analyze_t>analyze
        self.value = <value_t>value
        self.release = <free_t>release
        self.spell = <spell_t>spell
        self.names = [(name, name.encode()) for name in names]
        self.known = {}

    cdef object text(self, void* reading, const char* name):
        cdef const wchar_t* found = self.value(reading, name)
        if found == NULL:
            return None
        return PyUnicode_FromWideChar(found, wcslen(found))

    def spells(self, str word):
        """Whether a word is spelled right."""
        cdef Py_ssize_t size
        cdef wchar_t* wide = PyUnicode_AsWideCharString(word, &size)
        cdef int found = self.spell(self.handle, wide)
        PyMem_Free(wide)
        return found == 1

    def readings(self, str word):
        """The readings of a word: attributes by their names; () for an unknown word."""
        cdef Py_ssize_t size
        cdef wchar_t* wide = PyUnicode_AsWideCharString(word, &size)
        cdef void** listed
        with nogil:
            listed = self.analyze(self.handle, wide)
        PyMem_Free(wide)
        if listed == NULL:
            return ()
        cdef list readings = []
        cdef int number = 0
        cdef dict own
        cdef PyObject* there
        cdef const wchar_t* output
        cdef wchar_t[MOST_TAGS] tags
        cdef int at, length, start
        cdef bint inside
        try:
            while listed[number] != NULL:
                output = self.value(listed[number], b"FSTOUTPUT")
                length = start = at = 0
                inside = False
                if output != NULL:
                    while output[at] != 0 and length < MOST_TAGS:
                        if output[at] == c"[":
                            inside = True
                        if inside:
                            tags[length] = output[at]
                            length += 1
                            if output[at] == c"]":
                                inside = False
                                if length > 3 and tags[length - 2] == c"c" and tags[length - 3] == c"B":
                                    start = length
                        at += 1
                if length == MOST_TAGS:
                    length = start = 0
                if start and not (
                    length - start > 3
                    and tags[start + 1] == c"L"
                    and not (tags[start + 2] == c"n" and tags[start + 3] == c"l")
                ):
                    start = 0
                row = PyUnicode_FromWideChar(tags + start, length - start)
                there = PyDict_GetItem(self.known, row)
                if there == NULL:
                    own = {}
                    for name, key in self.names:
                        value = self.text(listed[number], key)
                        if value is not None:
                            own[name] = value
                    if length:
                        own["TAGS"] = row
                        self.known[row] = own
                        own = PyDict_Copy(own)
                else:
                    own = PyDict_Copy(<dict>there)
                own["BASEFORM"] = self.text(listed[number], b"BASEFORM") or word
                own["STRUCTURE"] = self.text(listed[number], b"STRUCTURE") or ""
                own["FSTOUTPUT"] = "" if output == NULL else PyUnicode_FromWideChar(output, wcslen(output))
                if "PARTICIPLE" in own:
                    own["WORDBASES"] = self.text(listed[number], b"WORDBASES") or ""
                readings.append(own)
                number += 1
        finally:
            self.release(listed)
        return tuple(readings)


cdef uint32_t[256] CRC_TABLE


cdef void make_crc_table() noexcept:
    cdef uint32_t value
    cdef int byte, bit
    for byte in range(256):
        value = byte
        for bit in range(8):
            value = (value >> 1) ^ 0xEDB88320 if value & 1 else value >> 1
        CRC_TABLE[byte] = value


make_crc_table()


cdef inline uint32_t crc_on(uint32_t value, const uint8_t* data, Py_ssize_t size) noexcept nogil:
    cdef Py_ssize_t i
    for i in range(size):
        value = (value >> 8) ^ CRC_TABLE[(value ^ data[i]) & 0xFF]
    return value


cdef inline uint32_t crc(const uint8_t* data, Py_ssize_t size) noexcept nogil:
    """The checksum of `zlib.crc32`."""
    return ~crc_on(0xFFFFFFFF, data, size)


cdef inline uint32_t crc_end(const uint8_t* data, Py_ssize_t size, Py_ssize_t last) noexcept nogil:
    """The checksum of the last bytes."""
    return crc(data, size) if size <= last else crc(data + size - last, last)


cdef inline uint32_t edit_crc(
    const uint8_t* form, Py_ssize_t form_size, const uint8_t* lemma, Py_ssize_t lemma_size
) noexcept nogil:
    """The checksum of what to cut from a form and to put there, parted by ">"."""
    cdef Py_ssize_t common = 0
    cdef Py_ssize_t most = min(form_size, lemma_size)
    cdef uint8_t arrow = 62
    while common < most and form[common] == lemma[common]:
        common += 1
    # Back to where a letter begins in both.
    while common > 0 and (
        (common < form_size and form[common] & 0xC0 == 0x80)
        or (common < lemma_size and lemma[common] & 0xC0 == 0x80)
    ):
        common -= 1
    value = crc_on(0xFFFFFFFF, form + common, form_size - common)
    value = crc_on(value, &arrow, 1)
    return ~crc_on(value, lemma + common, lemma_size - common)


cdef inline bytes encoded(str text):
    return text.encode("utf-8", "surrogatepass")


def fill_types(words, readings, dict frequencies, tags, shapes, uint64_t[:, ::1] word_table, uint64_t[:, ::1] table):
    """Fill the tables of `sotenlp.language.type_features.TypeRows`."""
    cdef Py_ssize_t row = 0, first, number, size, base_size, form_size, as_size, position, i, seen_count
    cdef uint64_t ambiguity
    cdef int64_t step, highest
    cdef uint32_t form, last3, last4, last5, lemma_hash
    cdef uint64_t shape
    cdef const uint8_t* data
    cdef const uint8_t* base
    cdef const uint8_t* as_written
    cdef str word, lower, lemma, upos, feats, route
    cdef tuple parts, hashes
    cdef bytes lower_bytes, word_bytes, lemma_bytes, last_bytes
    cdef uint64_t coarse
    cdef uint64_t[256] seen
    cdef dict known_tags = {}, known_routes = {}, known_shapes = {}
    cdef object key, there
    for number in range(len(words)):
        word = words[number]
        lower = word.lower()
        lower_bytes = encoded(lower)
        word_bytes = lower_bytes if lower == word else encoded(word)
        data, form_size = lower_bytes, len(lower_bytes)
        form = crc(data, form_size)
        last3 = crc_end(data, form_size, 3)
        last4 = crc_end(data, form_size, 4)
        last5 = crc_end(data, form_size, 5)
        key = shapes(word)
        there = known_shapes.get(key)
        if there is None:
            there = zlib.crc32(encoded(key))
            known_shapes[key] = there
        shape = there
        ambiguity = 0
        highest = 0
        seen_count = 0
        first = row
        position = 0
        for lemma, upos, feats, parts, route in readings[number]:
            if route == "contraction":
                # To its neighbours it is the negation that is in it.
                lemma, upos = "ei", "AUX"
            key = (upos, feats)
            there = known_tags.get(key)
            if there is None:
                there = tags(upos, feats)
                known_tags[key] = there
            hashes = there
            coarse = hashes[1]
            for i in range(seen_count):
                if seen[i] == coarse:
                    break
            else:
                if seen_count < 256:
                    seen[seen_count] = coarse
                    seen_count += 1
                ambiguity += coarse
            lemma_bytes = encoded(lemma)
            base, base_size = lemma_bytes, len(lemma_bytes)
            lemma_hash = crc(base, base_size)
            if lemma == word:
                step = 20
            else:
                there = frequencies.get(lemma if upos == "PROPN" else parts[len(parts) - 1])
                step = 0 if there is None else there
                highest = max(highest, step)
            there = known_routes.get(route)
            if there is None:
                there = zlib.crc32(encoded(route))
                known_routes[route] = there
            table[row, 0] = hashes[0]
            table[row, 1] = coarse
            table[row, 2] = lemma_hash
            table[row, 3] = hashes[2]
            table[row, 4] = hashes[3]
            table[row, 5] = there
            if base_size and lemma[0].islower():
                table[row, 6] = edit_crc(data, form_size, base, base_size)
            else:
                as_written, as_size = word_bytes, len(word_bytes)
                table[row, 6] = edit_crc(as_written, as_size, base, base_size)
            table[row, 7] = crc_end(base, base_size, 3)
            table[row, 8] = min(position, 4)
            if len(parts) > 1:
                last_bytes = encoded(parts[len(parts) - 1])
                table[row, 9] = crc(<const uint8_t*>last_bytes, len(last_bytes))
            else:
                table[row, 9] = lemma_hash
            table[row, 10] = len(parts)
            table[row, 11] = 1 if base_size and lemma[0].isupper() else 0
            table[row, 12] = form
            table[row, 13] = shape
            table[row, 14] = last3
            table[row, 15] = last4
            table[row, 16] = last5
            table[row, 17] = 1 if word and word[0].isupper() else 0
            table[row, 18] = step
            position += 1
            row += 1
        for i in range(first, row):
            step = table[i, 18]
            table[i, 19] = highest - step if step < 20 else 20 + highest
            table[i, 20] = ambiguity
        word_table[number, 0] = form
        word_table[number, 1] = ambiguity
        word_table[number, 2] = shape
        word_table[number, 3] = last3
        word_table[number, 4] = crc_end(data, form_size, 2)


def score(
    const uint64_t[:, ::1] values, templates, uint64_t first_template, primes, uint64_t template_prime,
    int first_shift, int last_shift, int bits,
    const float[::1] first, const float[::1] second, float[:, ::1] scores,
):
    """Sums of the weights of each reading's context-free features, in both passes."""
    cdef int[64] begins
    cdef int[256] columns
    cdef uint64_t[8] prime
    cdef int count = 0, at = 0, template, i
    cdef Py_ssize_t row
    cdef uint64_t mixed, mask = (<uint64_t>1 << bits) - 1
    cdef double one, two
    if len(templates) > 63 or sum(map(len, templates)) > 256 or len(primes) > 8:
        raise ValueError("too many templates")
    for group in templates:
        begins[count] = at
        for column in group:
            columns[at] = column
            at += 1
        count += 1
    begins[count] = at
    for i in range(len(primes)):
        prime[i] = primes[i]
    with nogil:
        for row in range(values.shape[0]):
            one = two = 0.0
            for template in range(count):
                mixed = (first_template + template) * template_prime
                for i in range(begins[template], begins[template + 1]):
                    mixed += values[row, columns[i]] * prime[i - begins[template]]
                mixed ^= mixed >> first_shift
                mixed *= prime[1]
                mixed = (mixed >> last_shift) & mask
                one += first[mixed]
                two += second[mixed]
            scores[0, row] = <float>one
            scores[1, row] = <float>two


def possible(dict following, str word):
    """Whether every run of letters of a form is that of some word; see `sotenlp.language.letters`."""
    cdef str padded = f"^{word}$"
    cdef Py_ssize_t i, size = len(padded)
    cdef object after
    for i in range(size - 3):
        after = following.get(padded[i : i + 3])
        if after is None or padded[i + 3] not in <str>after:
            return False
    return True


DEF LONGEST = 64


def align(str stem, str form):
    """Where in a form a stem comes nearest; see `sotenlp.language.near_words`."""
    cdef int[3][LONGEST] slips
    cdef int[3][LONGEST] begins
    cdef Py_UCS4[LONGEST] letters
    cdef int size = len(form), stem_size = len(stem), number, i, cost, start, other, now, last, second
    cdef Py_UCS4 letter, before
    if size >= LONGEST:
        raise ValueError("the form is too long")
    for i in range(size):
        letters[i] = form[i]
    for i in range(size + 1):
        slips[0][i] = 0
        begins[0][i] = i
    now = 0
    for number in range(stem_size):
        letter = stem[number]
        before = stem[number - 1] if number else 0
        last, second, now = now, (now + 2) % 3, (now + 1) % 3
        slips[now][0] = slips[last][0] + 1
        begins[now][0] = 0
        for i in range(1, size + 1):
            cost = slips[last][i - 1] + (letter != letters[i - 1])
            start = begins[last][i - 1]
            other = slips[last][i] + 1
            if other < cost or (other == cost and begins[last][i] < start):
                cost, start = other, begins[last][i]
            other = slips[now][i - 1] + 1
            if other < cost or (other == cost and begins[now][i - 1] < start):
                cost, start = other, begins[now][i - 1]
            if number and i > 1 and letter == letters[i - 2] and letters[i - 1] == before:
                other = slips[second][i - 2] + 1
                if other < cost or (other == cost and begins[second][i - 2] < start):
                    cost, start = other, begins[second][i - 2]
            slips[now][i] = cost
            begins[now][i] = start
    last = 0
    for i in range(1, size + 1):
        if slips[now][i] < slips[now][last] or (
            slips[now][i] == slips[now][last] and begins[now][i] < begins[now][last]
        ):
            last = i
    return slips[now][last], begins[now][last], last


cdef class Inflector:
    """The readings of common words by their tags; see `sotenlp.language.candidates`.

    Args:
        reading: The class of a reading.
        plan_of, verb_of, surface_of, split, derive, as_noun: Functions of that name, in Python.
        plans: The plans that are known, by their tags.
        lemmas: Lemmas that more is to be said of than their tags do.
        plurals: Last parts of lemmas that are plural-only nouns.
        auxiliaries: Verbs that are auxiliaries.
        derivations, rules: Derivations of a last part with a part of speech: the treebank's, and by rule.
        people: Whether an adjective is of people.
        clitics: Untagged endings of verbs.
    """

    cdef object reading, plan_of, verb_of, surface_of, split, derive, as_noun, lemmas, plurals
    cdef object auxiliaries, people, derivations, rules
    cdef dict plans, derived
    cdef tuple clitics

    def __init__(
        self, reading, plan_of, verb_of, surface_of, split, derive, as_noun, dict plans, lemmas, plurals,
        auxiliaries, derivations, rules, people, tuple clitics,
    ):
        self.reading, self.plan_of, self.verb_of, self.surface_of = reading, plan_of, verb_of, surface_of
        self.split, self.derive, self.as_noun = split, derive, as_noun
        self.plans, self.lemmas, self.plurals, self.auxiliaries = plans, lemmas, plurals, auxiliaries
        self.derivations, self.rules, self.people, self.clitics = derivations, rules, people, clitics
        self.derived = {}

    cdef inline object make(self, lemma, upos, feats, parts, route):
        return tuple.__new__(self.reading, (lemma, upos, feats, parts, route))

    cdef object with_derivation(self, str feats, str derived):
        key = (feats, derived)
        found = self.derived.get(key)
        if found is None:
            if len(self.derived) > 50_000:
                self.derived.clear()
            found = self.derive(feats, derived)
            self.derived[key] = found
        return found

    def inflected(self, str word, tuple analyses):
        """The readings, not yet settled; None where the tags do not tell all."""
        cdef bint single = len(analyses) == 1
        cdef dict analysis
        cdef list found = []
        cdef str lemma, structure, tags, source, upos, feats, route, last
        cdef tuple parts, whole, templates
        derivations = self.derivations if single else self.rules
        for analysis in analyses:
            lemma = analysis["BASEFORM"]
            if lemma in self.lemmas:
                return None
            plan = self.plans.get(analysis.get("TAGS"))
            if plan is None:
                plan = self.plan_of(word, analysis)
                if plan is None:
                    return None
            if (<tuple>plan)[1] and (lemma in self.auxiliaries or word.endswith(self.clitics)):
                return None
            if (<tuple>plan)[2]:
                return None
            templates = (<tuple>plan)[0]
            structure = analysis["STRUCTURE"]
            parts = self.split(lemma, structure)
            whole = parts if len(parts) > 1 else (lemma.lower(),)
            last = whole[len(whole) - 1]
            for template in templates:
                source, upos = (<tuple>template)[0], (<tuple>template)[1]
                feats, route = (<tuple>template)[2], (<tuple>template)[3]
                if source == "base":
                    if (<tuple>template)[4]:
                        derived = derivations[last, upos]
                        if derived:
                            feats = self.with_derivation(feats, derived)
                    made = self.make(lemma, upos, feats, whole, route)
                    found.append(made)
                    if upos == "ADJ":
                        if route == "participle_adjective" or self.people(lemma):
                            found.append(self.as_noun(made))
                    elif last in self.plurals:
                        return None
                elif source == "verb":
                    verb = self.verb_of(analysis, parts)
                    if verb is None or (<tuple>verb)[0] in self.auxiliaries:
                        return None
                    if (<tuple>verb)[0] in self.lemmas:
                        return None
                    found.append(self.make((<tuple>verb)[0], upos, feats, (<tuple>verb)[1], route))
                else:
                    action = self.surface_of(analysis, "[Tn4]").lower() + "minen"
                    of_action = self.split(action, structure)
                    if len(of_action) < 2:
                        of_action = (action,)
                    if of_action[len(of_action) - 1] in self.plurals or action in self.lemmas:
                        return None
                    feats = self.with_derivation(feats, derivations[of_action[len(of_action) - 1], upos])
                    found.append(self.make(action, upos, feats, of_action, route))
        return found

    def settle(self, list readings):
        """Readings with their derivations; of compounds, those of the fewest parts; none twice."""
        cdef dict fewest = {}, unlike = {}
        cdef Py_ssize_t size
        if len(readings) == 1:
            return (self.settled(readings[0]),)
        for item in readings:
            key = ((<tuple>item)[1], (<tuple>item)[2])
            size = len(<tuple>(<tuple>item)[3])
            there = fewest.get(key)
            if there is None or there > size:
                fewest[key] = size
        for item in readings:
            key = ((<tuple>item)[0], (<tuple>item)[1], (<tuple>item)[2])
            if key not in unlike and (
                (<tuple>item)[4] != "base" or len(<tuple>(<tuple>item)[3]) == fewest[(<tuple>item)[1], (<tuple>item)[2]]
            ):
                unlike[key] = self.settled(item)
        return tuple(unlike.values())

    cdef object settled(self, object item):
        cdef str feats = (<tuple>item)[2]
        cdef tuple parts = (<tuple>item)[3]
        if "VerbForm=" in feats:
            return item
        derived = self.derivations[parts[len(parts) - 1], (<tuple>item)[1]]
        if not derived and "Derivation=" not in feats:
            return item
        new = self.with_derivation(feats, derived)
        return item if new == feats else self.make((<tuple>item)[0], (<tuple>item)[1], new, parts, (<tuple>item)[4])
