// The C library from C, under the address and undefined-behaviour sanitizers and with leak checking:
//   clang -fsanitize=address,undefined -ISources/CAPI Tests/CAPITests/test_capi.c LIBRARY -o test
//   ./test < parameters            (lines "key value", the value with its unit)
#include <assert.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bss2emu.h"

enum { BATCH = 20, ROWS = 200, COLUMNS = 300 };

static char keys[200][80];
static char texts[200][80];
static int count;

static void read_parameters(void) {
  while (count < 200 && scanf("%79s %79[^\n]", keys[count], texts[count]) == 2) ++count;
  assert(count > 60);
}

static bss2_handle new_chip(uint64_t seed) {
  bss2_handle chip = bss2_chip_new();
  assert(bss2_chip_set_name(chip, "typical") == BSS2_OK);
  for (int i = 0; i < count; ++i) assert(bss2_chip_set_text(chip, keys[i], texts[i]) == BSS2_OK);
  assert(bss2_chip_set(chip, "effects.membrane.reset_memory", 0) == BSS2_OK);
  assert(bss2_chip_power(chip, seed, 0, 2) == BSS2_OK);
  return chip;
}

static void multiply(bss2_handle chip, uint32_t stream, int8_t *results) {
  uint8_t *inputs = malloc(BATCH * ROWS);
  int8_t *weights = malloc(ROWS * COLUMNS);
  for (int i = 0; i < BATCH * ROWS; ++i) inputs[i] = (uint8_t)(i % 32);
  for (int i = 0; i < ROWS * COLUMNS; ++i) weights[i] = (int8_t)(i * 7 % 127 - 63);
  assert(
      bss2_chip_multiply(chip, inputs, BATCH, ROWS, weights, COLUMNS, 1, 5, stream, results)
      == BSS2_OK);
  free(inputs);
  free(weights);
}

static void test_products(void) {
  bss2_handle a = new_chip(3), b = new_chip(3);
  int8_t *x = malloc(BATCH * COLUMNS), *y = malloc(BATCH * COLUMNS);
  multiply(a, 0, x);
  multiply(b, 0, y);
  assert(memcmp(x, y, BATCH * COLUMNS) == 0);
  uint64_t position;
  assert(bss2_chip_noise_position(a, 0, &position) == BSS2_OK && position == BATCH);
  assert(bss2_chip_seek_noise(a, 0, 0) == BSS2_OK);
  multiply(a, 0, y);
  assert(memcmp(x, y, BATCH * COLUMNS) == 0);
  free(x);
  free(y);
  assert(bss2_free(a) == BSS2_OK && bss2_free(b) == BSS2_OK);
}

static void *work(void *argument) {
  bss2_handle chip = *(bss2_handle *)argument;
  int8_t *results = malloc(BATCH * COLUMNS);
  multiply(chip, 1, results);
  assert(bss2_chip_set(0, "no", 0) == BSS2_BAD_HANDLE && bss2_last_error());
  free(results);
  return NULL;
}

static void test_threads(void) {
  bss2_handle chip = new_chip(0);
  pthread_t threads[4];
  for (int i = 0; i < 4; ++i) pthread_create(&threads[i], NULL, work, &chip);
  for (int i = 0; i < 4; ++i) pthread_join(threads[i], NULL);
  assert(bss2_free(chip) == BSS2_OK);
}

static void test_traces_and_registers(void) {
  bss2_handle chip = new_chip(0);
  uint8_t input = 31, samples[512];
  int8_t weight = 63, result;
  double traces[3 * 100];
  assert(bss2_chip_probe(chip, &input, 1, &weight, 1, 1, 5, 0, 4, &result, traces, 100) > 100);
  assert(bss2_chip_read_cadc(chip, 1, samples) == BSS2_OK);
  uint32_t address = 0x110400, word;
  assert(bss2_chip_read(chip, &address, 1, &word) == BSS2_OK);
  assert(bss2_chip_write(chip, &address, &word, 1, 10) == BSS2_OK);
  uint16_t trace[50], label = 5;
  int64_t cycle = 7, ticks;
  assert(bss2_chip_record(chip, 3, &label, &cycle, 1, 1000, trace, 50, &ticks) > 50);
  bss2_handle recording;
  assert(
      bss2_chip_multiply_recorded(chip, &input, 1, 1, &weight, 1, 1, 5, 0, 0, &result, &recording)
      == BSS2_OK);
  int64_t rows[40];
  assert(bss2_recording_rows(recording, rows, 40) > 40 && bss2_free(recording) == BSS2_OK);
  double seconds;
  int64_t lost;
  assert(bss2_chip_status(chip, &seconds, &lost) == BSS2_OK && seconds > 0);
  assert(bss2_free(chip) == BSS2_OK);
}

static void test_calibrations(void) {
  bss2_handle own = bss2_calibration_new();
  int64_t whole[3] = {1, 2, 3};
  double numbers[2] = {0.5, 1.5};
  const char *texts[2] = {"a", "b"};
  assert(bss2_calibration_put_integers(own, "whole", 1, whole, 3) == BSS2_OK);
  assert(bss2_calibration_put_integers(own, "mask", 2, whole, 3) == BSS2_OK);
  assert(bss2_calibration_put_doubles(own, "numbers", numbers, 2) == BSS2_OK);
  assert(bss2_calibration_put_texts(own, "texts", 5, texts, 2) == BSS2_OK);
  assert(bss2_calibration_put_texts(own, "text", 4, texts, 2) == BSS2_OUT_OF_RANGE);
  assert(bss2_calibration_count(own) == 4);
  char name[3];
  assert(bss2_calibration_name(own, 0, name, 3) == 4 && strcmp(name, "ma") == 0);
  assert(bss2_calibration_kind(own, "texts") == 5 && bss2_calibration_length(own, "texts") == 2);
  assert(bss2_calibration_integers(own, "numbers", whole, 3) == BSS2_UNKNOWN_NAME);
  assert(bss2_calibration_doubles(own, "numbers", numbers, 1) == 2);
  assert(bss2_calibration_text(own, "texts", 1, name, 3) == 1 && strcmp(name, "b") == 0);
  bss2_handle chip = new_chip(0);
  assert(bss2_chip_apply(chip, own) == BSS2_FAILURE);  // not all values
  assert(bss2_calibration_cocolist(own, 0, NULL, 0) == BSS2_FAILURE);
  assert(bss2_chip_apply_cocolist(chip, (const uint8_t *)"nonsense", 8) == BSS2_FAILURE);
  assert(bss2_free(own) == BSS2_OK && bss2_free(chip) == BSS2_OK);
}

static void test_containers(void) {
  uint32_t words[8] = {0}, address;
  int64_t code = 7;
  char text[400];
  const char *name = "SynapseDriverConfig";
  assert(bss2_container_words(name) <= 8 && bss2_container_places(name) == 256);
  assert(bss2_container_address(name, 0, 0, &address) == BSS2_OK && address == 0x110400);
  assert(bss2_container_address(name, 256, 0, &address) == BSS2_OUT_OF_RANGE);
  assert(bss2_container_set(name, words, "hagen_dac_offset", &code, 1) == BSS2_OK);
  assert(bss2_container_set(name, words, "no", &code, 1) == BSS2_FAILURE);
  assert(bss2_container_describe(name, words, text, 400) > 20);
  assert(strstr(text, "hagen_dac_offset: 7"));
  assert(bss2_container_words("no") == BSS2_UNKNOWN_NAME);
}

static void test_mock(void) {
  float x[4] = {1, 2, 3, 31}, w[8] = {1, -1, 63, -63, 0.5f, 1.5f, 2.5f, 9}, y[2];
  const ptrdiff_t vector[1] = {4}, matrix[2] = {4, 2}, other[2] = {3, 2};
  double value = 0;
  assert(bss2_mock_multiply(x, vector, 1, w, matrix, 2, 1, 0.002, 2, 0, 0, 0, 1, y) == BSS2_OK);
  assert(
      bss2_mock_multiply(x, vector, 1, w, other, 2, 1, 0.002, 2, 0, 0, 0, 1, y) == BSS2_BAD_SHAPE);
  assert(bss2_last_value(&value) == BSS2_FAILURE);
  x[0] = NAN;
  assert(
      bss2_mock_multiply(x, vector, 1, w, matrix, 2, 1, 0.002, 2, 0, 0, 0, 1, y)
      == BSS2_OUT_OF_RANGE);
  assert(bss2_last_value(&value) == BSS2_OK && isnan(value));
  assert(
      bss2_mock_multiply(NULL, vector, 1, w, matrix, 2, 1, 0.002, 2, 0, 0, 0, 1, y)
      == BSS2_FAILURE);
}

/* The kernel lies three times in the array, and the last window reaches into appended zeros. */
static void test_convolution(void) {
  const ptrdiff_t input[3] = {1, 1, 5}, weight[3] = {1, 1, 2}, stride[1] = {1};
  const float x[5] = {1, 2, 3, 4, 5}, w[2] = {10, 1}, bias[1] = {0.5f};
  ptrdiff_t sizes[5];
  assert(bss2_conv_sizes(input, 3, weight, 3, NULL, 0, stride, 1, 3, sizes) == BSS2_OK);
  assert(sizes[0] == 2 && sizes[1] == 4 && sizes[2] == 3 && sizes[3] == 3 && sizes[4] == 4);
  float windows[8], matrix[12], products[6] = {1, 2, 3, 4, 5, 6}, results[4];
  assert(bss2_conv_windows(x, input, weight, stride, 1, 3, windows) == BSS2_OK);
  assert(windows[0] == 1 && windows[4] == 4 && windows[5] == 5 && windows[6] == 0);
  assert(bss2_conv_matrix(w, input, weight, stride, 1, 3, matrix) == BSS2_OK);
  assert(matrix[0] == 10 && matrix[3] == 1 && matrix[4] == 10 && matrix[11] == 1);
  assert(bss2_conv_results(products, bias, input, weight, stride, 1, 3, results) == BSS2_OK);
  assert(results[0] == 1.5f && results[3] == 4.5f);
  assert(bss2_conv_sizes(input, 3, weight, 3, NULL, 0, stride, 1, 0, sizes) == BSS2_FAILURE);
  assert(bss2_conv_sizes(weight, 3, input, 3, NULL, 0, stride, 1, 1, sizes) == BSS2_BAD_SHAPE);
}

static uint64_t state = 88172645463325252u;

static uint64_t next(void) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

/* Numbers at random; buffers are large enough for every size that is not refused. */
static void test_wild_calls(void) {
  static const int64_t wild[] = {0, 1, -1, 2, 63, 64, 255, 256, 1 << 20, INT64_MAX, INT64_MIN};
  bss2_handle handles[] = {new_chip(0), bss2_chip_new(), bss2_calibration_new(), 0, 77, UINT64_MAX};
  uint8_t *block = calloc(1, 1 << 22);
  for (int i = 0; i < 10000; ++i) {
    bss2_handle h = handles[next() % 6];
    int64_t a = wild[next() % 11], b = wild[next() % 11], c = wild[next() % 11];
    void *p = next() % 4 ? block : NULL;
    switch (next() % 14) {
      case 0: bss2_chip_set(h, p ? "effects.cadc.noise" : NULL, (double)a); break;
      case 1: bss2_chip_power(h, (uint64_t)a, (uint64_t)b, (int32_t)c); break;
      case 2: bss2_chip_multiply(h, p, a % 3, b % 300, p, c % 300, a, b, (uint32_t)c, p); break;
      case 3: bss2_chip_probe(h, p, b % 200, p, c % 300, a, b, c, a, p, p, 64); break;
      case 4: bss2_chip_read(h, p, a % 100, p); break;
      case 5: bss2_chip_write(h, p, p, a % 100, (double)b); break;
      case 6: bss2_chip_read_cadc(h, (int32_t)a, p); break;
      case 7: bss2_chip_record(h, (int32_t)a, p, p, b % 10, c % 10000, p, 100, p); break;
      case 8: bss2_chip_apply(h, handles[next() % 6]); break;
      case 9: bss2_calibration_put_integers(h, p ? "x" : NULL, (int32_t)a, p, b % 100); break;
      case 10: bss2_calibration_integers(h, "x", p, a % 1000); break;
      case 11: {
        const ptrdiff_t x[2] = {a % 9, b % 300}, w[2] = {b % 300, c % 300};
        bss2_mock_multiply(p, x, 2, p, w, 2, a, (double)b, 1, 0, 0, 0, 1, p);
        bss2_conv_sizes(x, 2, w, 2, p ? x : NULL, 2, w, c % 3, b, NULL);
        bss2_conv_copies(a, b, c);
        bss2_layer_law((double)a, b, c, NULL, NULL, NULL);
        break;
      }
      case 12: bss2_chip_seek_noise(h, (uint32_t)a, (uint64_t)b); break;
      default: bss2_free(77); bss2_chip_status(h, p, p);
    }
  }
  free(block);
  for (int i = 0; i < 3; ++i) assert(bss2_free(handles[i]) == BSS2_OK);
}

int main(void) {
  read_parameters();
  test_products();
  test_threads();
  test_traces_and_registers();
  test_calibrations();
  test_containers();
  test_mock();
  test_convolution();
  test_wild_calls();
  puts("C interface: 8 passed, 0 failed");
  return 0;
}
