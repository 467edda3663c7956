/*
 * libbss2emu: a virtual BrainScaleS-2 chip in hagen mode, for C and everything that calls C.
 *
 * Functions return 0 (BSS2_OK) or a negative code; functions that return a count give a negative
 * code instead. bss2_last_error then holds a sentence: what is wrong, what is allowed, what to do.
 *
 * Handles are numbers that are never reused. A freed, invented or foreign handle is an error
 * (BSS2_BAD_HANDLE), never a crash; 0 is no handle. bss2_free ends handles of every kind.
 *
 * Threads: every function may be called from any thread. Calls on one chip wait for each other.
 * After a fork, the child process cannot use a chip that another thread was using, and calls on it
 * report this. It can use all other chips, with one thread each.
 *
 * Buffers belong to the caller and must have the size that the comment states. Matrices are
 * row-major.
 */
#ifndef BSS2EMU_H
#define BSS2EMU_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BSS2_OK 0
#define BSS2_FAILURE (-1)      /* the state or the arguments do not allow it */
#define BSS2_OUT_OF_RANGE (-2) /* a number is too small, too large or not a number */
#define BSS2_BAD_HANDLE (-3)   /* the handle was freed, was never created or is of another kind */
#define BSS2_UNKNOWN_NAME (-4) /* there is no parameter, effect or value of that name */
#define BSS2_BAD_SHAPE (-5)    /* operands have no elements, or shapes that do not fit */
#define BSS2_BAD_INDEX (-6)    /* there is no such axis or part of an operand */
#define BSS2_INTERRUPTED (-7)  /* bss2_chip_interrupt has stopped the call */

typedef uint64_t bss2_handle;

/* The sentence of this thread's last error, or NULL; valid until its next failing call. */
const char *bss2_last_error(void);

/* The emulator's version, such as "0.2.0", and the digest of its physics, such as "0123456789ab": chips of
 * the same parameters and seeds give the same results where it is the same. */
const char *bss2_version(void);
const char *bss2_physics(void);

/* Ends a chip or a calibration; calls that are running on it end first. */
int32_t bss2_free(bss2_handle handle);

/* ---- Parameters and effects --------------------------------------------------------------- */

/* Number of parameters of a chip; key, unit (SI) and meaning of each, NULL beyond the last. */
ptrdiff_t bss2_parameter_count(void);
const char *bss2_parameter_key(ptrdiff_t index);
const char *bss2_parameter_unit(ptrdiff_t index);
const char *bss2_parameter_summary(ptrdiff_t index);

/* Range of a parameter, in its unit. */
int32_t bss2_parameter_range(ptrdiff_t index, double *lowest, double *highest);

/* Number and names of effects; each is set as "effects.NAME", 0 (off) to 100. */
ptrdiff_t bss2_effect_count(void);
const char *bss2_effect_name(ptrdiff_t index);

/* Copies the table of effects as JSON, [{"name", "component", "law", "knobs", "parameters" (keys of the
 * magnitudes), "source", "status"}, ...]; returns the length of the text. */
ptrdiff_t bss2_effects_json(char *buffer, ptrdiff_t capacity);

/* ---- Chips ------------------------------------------------------------------------------ */

/* A new chip without parameters and power. */
bss2_handle bss2_chip_new(void);

/* Names the kind of chip; the name becomes part of its identity. */
int32_t bss2_chip_set_name(bss2_handle chip, const char *name);

/* Sets a parameter by its key in its SI unit, "effects.NAME" or "effects.all", or both of the
 * registers "drivers.stp_i_ramp" and "drivers.hagen_dac_offset", which calibration then leaves. Takes
 * effect when the chip is powered up. */
int32_t bss2_chip_set(bss2_handle chip, const char *key, double value);

/* Sets a parameter from a text such as "6 ns": its unit, with a prefix (f p n u m k M G). */
int32_t bss2_chip_set_text(bss2_handle chip, const char *key, const char *text);

/* The value of such a text: in SI units, and in the range of the key. `value` may be NULL. */
int32_t bss2_parse_quantity(const char *key, const char *text, double *value);

/* Number of rows of a chip's pattern; name and meaning of each, NULL beyond the last. */
ptrdiff_t bss2_pattern_count(void);
const char *bss2_pattern_name(ptrdiff_t index);
const char *bss2_pattern_summary(ptrdiff_t index);

/* The count of a row's numbers. `is_of_chip` (may be NULL) is 1 for numbers of the place "chip", 0 for
 * numbers of "top" and as many of "bottom". */
ptrdiff_t bss2_pattern_size(ptrdiff_t index, int32_t *is_of_chip);

/* Sets known numbers of the chip's pattern: `mean` and `deviation` in standard deviations of the
 * population, `count` each. `place` is "top", "bottom" or "chip"; docs/twin.md lists rows and counts.
 * Takes effect when the chip is powered up: seed 0 then gives the means, every other seed a chip that
 * the deviations allow. Rows that are not set are drawn by the seed. */
int32_t bss2_chip_set_pattern(
    bss2_handle chip, const char *place, const char *row, const float *mean, const float *deviation,
    ptrdiff_t count);

/* Sets the shares of a row's deviations that come with the numbers that the seed draws for the row
 * `source`, for errors that are correlated: the chips of other seeds than 0 have the means and the sum
 * of all loadings times drawn numbers, and no longer the deviations of independent numbers. */
int32_t bss2_chip_set_loading(
    bss2_handle chip, const char *place, const char *row, const char *source, const float *loadings,
    ptrdiff_t count);

/* Powers the chip up in its reset state: `seed` draws its fixed pattern, `run_seed` its temporal
 * noise. `threads` (1...256) are used for batches; results do not depend on them. */
int32_t bss2_chip_power(bss2_handle chip, uint64_t seed, uint64_t run_seed, int32_t threads);

/* Copies the digest of a chip's parameters and effects, whatever its temperature, as
 * bss2_calibration_name copies. */
ptrdiff_t bss2_chip_fingerprint(bss2_handle chip, char *buffer, ptrdiff_t capacity);

/* Stops the call that another thread has running on the chip: it returns BSS2_INTERRUPTED before its next
 * program, within some 100 ms in a calibration, and within some vectors in a product. Without a running call nothing happens. An interrupted
 * calibration leaves the chip as it was; an interrupted product leaves its noise where it was. */
int32_t bss2_chip_interrupt(bss2_handle chip);

/* Chip time since its reset in seconds, and the number of events that were lost. Either may be
 * NULL. */
int32_t bss2_chip_status(bss2_handle chip, double *seconds, int64_t *lost_events);

/* Saves the whole state of a chip as bytes (returns their number, of which at most `capacity` are
 * stored), and restores it on any chip of the same parameters and seeds. Later results are then the
 * same, bit by bit. */
ptrdiff_t bss2_chip_save(bss2_handle chip, uint8_t *bytes, ptrdiff_t capacity);
int32_t bss2_chip_restore(bss2_handle chip, const uint8_t *bytes, ptrdiff_t count);

/* ---- Chip files ------------------------------------------------------------------------- */

#define BSS2_FILE_MISSING 0    /* there is no such file */
#define BSS2_FILE_UNREADABLE 1 /* it is there, but is no text */
#define BSS2_FILE_MALFORMED 2  /* its text is no YAML */

/* A reader of a preset ("typical", "ideal", "v2", "faulty") or of a chip file by its path. The library
 * reads no files: while bss2_chip_file_wanted names one, the caller gives its content. */
bss2_handle bss2_chip_file_new(const char *name_or_path);

/* The preset or the path whose content is needed next (returns its length); 0 if all are here. */
ptrdiff_t bss2_chip_file_wanted(bss2_handle file, char *buffer, ptrdiff_t capacity);

/* Gives the content of the wanted file as the events of a YAML parser: '{' and '}' around keys and
 * values of a mapping, '[' and ']' around a sequence, 't' for a scalar, whose text is the next of
 * `texts`. "{tt}" with the texts "extends" and "typical" is a file of one line. */
int32_t bss2_chip_file_give(bss2_handle file, const char *events, const char *const *texts);

/* Returns BSS2_FAILURE with the sentence for a wanted file that has no content, for one of the
 * reasons above; `detail` (what the YAML parser says) may be NULL. */
int32_t bss2_chip_file_refuse(bss2_handle file, int32_t reason, const char *detail);

/* Name of the kind of chip (returns its length). */
ptrdiff_t bss2_chip_file_name(bss2_handle file, char *buffer, ptrdiff_t capacity);

/* Number of settings, and each with its key and its value, as bss2_chip_set takes them. An effect
 * that is not among them has the scale of "effects.all", or 1. */
ptrdiff_t bss2_chip_file_count(bss2_handle file);
ptrdiff_t bss2_chip_file_key(bss2_handle file, ptrdiff_t index, char *buffer, ptrdiff_t capacity);
int32_t bss2_chip_file_value(bss2_handle file, ptrdiff_t index, double *value);

/* ---- Products ----------------------------------------------------------------------------- */

/* Multiplies batch x rows inputs 0...31 with rows x columns weights -63...63 into batch x columns
 * results -128...127. Matrices larger than 128 x 256 are cut into tiles. `num_sends` and `wait`
 * (FPGA cycles of 8 ns between events) are 1...1000000. Calls on different streams (below 2^24) do
 * not touch each other's noise. */
int32_t bss2_chip_multiply(
    bss2_handle chip, const uint8_t *inputs, ptrdiff_t batch, ptrdiff_t rows,
    const int8_t *weights, ptrdiff_t columns, ptrdiff_t num_sends, ptrdiff_t wait,
    uint32_t stream, int8_t *results);

/* Multiplies a part of a batch that is one run of the chip, as bss2_chip_multiply does. `run_start` is the
 * number of the run's first vector in its stream, from bss2_chip_noise_position. */
int32_t bss2_chip_multiply_part(
    bss2_handle chip, const uint8_t *inputs, ptrdiff_t batch, ptrdiff_t rows,
    const int8_t *weights, ptrdiff_t columns, ptrdiff_t num_sends, ptrdiff_t wait,
    uint32_t stream, uint64_t run_start, int8_t *results);

/* Multiplies one vector with a matrix of at most 128 x 256 and watches a column (0...255) every
 * `ticks` of 2 ns (2 or more). `results` has `columns` places. `samples` has three rows of
 * `capacity` places: membrane in volts, drop of the excitatory line, drop of the inhibitory line.
 * Returns the number of samples, which may exceed `capacity`. */
ptrdiff_t bss2_chip_probe(
    bss2_handle chip, const uint8_t *inputs, ptrdiff_t rows, const int8_t *weights,
    ptrdiff_t columns, ptrdiff_t num_sends, ptrdiff_t wait, ptrdiff_t column, ptrdiff_t ticks,
    int8_t *results, double *samples, ptrdiff_t capacity);

/* Gets the number of the next vector in a stream of noise, and sets it (below 2^40). The same number
 * gives the same noise. */
int32_t bss2_chip_noise_position(bss2_handle chip, uint32_t stream, uint64_t *vector);
int32_t bss2_chip_seek_noise(bss2_handle chip, uint32_t stream, uint64_t vector);

/* ---- The rules of hxtorch.perceptron on blocks of floats ------------------------------------- */

/* A shape is the lengths of `axes` axes; blocks are row-major, and a block without axes has one
 * element. Inputs are vectors (B x K) or one vector (K), weights are K x N. Shapes that do not fit are
 * BSS2_BAD_SHAPE, numbers out of range and NaN are BSS2_OUT_OF_RANGE. */

/* The number that this thread's last error names, NaN included; BSS2_FAILURE if it names none. */
int32_t bss2_last_value(double *value);

/* A constant by its name in hxtorch.perceptron.constants, such as "synaptic_weight_max" or
 * "defaults.gain". */
int32_t bss2_constant(const char *name, double *value);

/* Rounds operands half away from zero, as the way to a chip does, to 0...31 and -63...63, as
 * bss2_chip_multiply takes them. Checks axes, lengths, weights, inputs, in this order; a weight below
 * -63 is BSS2_FAILURE, as hxtorch raises it. */
int32_t bss2_mac_round(
    const float *inputs, const ptrdiff_t *inputs_shape, ptrdiff_t inputs_axes,
    const float *weights, const ptrdiff_t *weights_shape, ptrdiff_t weights_axes,
    uint8_t *rounded_inputs, int8_t *rounded_weights);

/* Rounds doubles to whole floats before an operation, so that the conversion to
 * float does not decide ties: rule 0 half to even (operands of the mock), 1 down (digital operations). */
int32_t bss2_narrow(const double *values, ptrdiff_t count, int32_t rule, float *results);

/* The linear model (mock mode): operands are rounded half to even; results, batch x columns, are
 * floats with whole values. Checks axes, weights, inputs, lengths, in this order; a vector that
 * spans more tiles of 128 inputs than the matrix gives BSS2_BAD_INDEX. `num_sends` may be any
 * number, `gain` any finite one; noise is off for `noise_std` of 0 and below. Noise depends on run
 * seed, stream and vector number. */
int32_t bss2_mock_multiply(
    const float *inputs, const ptrdiff_t *inputs_shape, ptrdiff_t inputs_axes,
    const float *weights, const ptrdiff_t *weights_shape, ptrdiff_t weights_axes,
    int64_t num_sends, double gain, double noise_std, uint64_t run_seed, uint32_t stream,
    uint64_t first_vector, int32_t threads, float *results);

/* Checks that a gain of the mock lies in (0, 1]. */
int32_t bss2_mock_check_gain(double gain);

/* Measures gain and noise as hxtorch's measure_mock_parameter does. `uniform` stores `count` random
 * numbers in [0, 1); `product` multiplies batch x rows inputs with rows x columns weights. Both
 * return 0, or something else to stop. Results may be NULL; `median_output` is in LSB. */
int32_t bss2_measure_mock_parameter(
    int32_t (*uniform)(ptrdiff_t count, double *values, void *user),
    int32_t (*product)(
        const float *inputs, ptrdiff_t batch, ptrdiff_t rows, const float *weights,
        ptrdiff_t columns, float *results, void *user),
    void *user, double *noise_std, double *gain, double *median_output);

/* Digital operations on int8 numbers: floats are floored and clamped to -128...127 before. `mock`
 * other than 0 leaves out what only a chip refuses. The shape of a sum after all checks (returns its
 * number of axes, at most that of the larger operand; alpha must be 1); the sum with saturation. */
ptrdiff_t bss2_add_shape(
    const ptrdiff_t *input_shape, ptrdiff_t input_axes, const ptrdiff_t *other_shape,
    ptrdiff_t other_axes, double alpha, int32_t mock, ptrdiff_t *sum_shape);
int32_t bss2_add(
    const float *input, const ptrdiff_t *input_shape, ptrdiff_t input_axes, const float *other,
    const ptrdiff_t *other_shape, ptrdiff_t other_axes, float *results);

/* 0...127; 0...31 after a shift to the right, which is negative in the mock only. */
int32_t bss2_relu(
    const float *input, const ptrdiff_t *input_shape, ptrdiff_t input_axes, int32_t mock,
    float *results);
int32_t bss2_converting_relu(
    const float *input, const ptrdiff_t *input_shape, ptrdiff_t input_axes, int64_t shift,
    int32_t mock, float *results);

/* The place of the first largest number along an axis (negative ones count from the end) for every
 * other index, or of all numbers for NULL. An axis that does not exist is BSS2_BAD_INDEX. */
int32_t bss2_argmax(
    const float *input, const ptrdiff_t *input_shape, ptrdiff_t input_axes, const ptrdiff_t *dim,
    int64_t *places);

/* Convolutions of an input (B x C_in x ...) with a weight (C_out x C_in x ...) over `spatial_axes` of 1
 * or 2, without padding. Several copies of the kernel (1 but for expanded_conv1d) lie side by side in
 * the array. Checks all shapes (`bias` may be NULL) and stores 4 + spatial_axes sizes: number of
 * windows of the whole batch, length of a window, columns of the matrix, zeros that are appended to
 * the last axis, and the lengths of the result's spatial axes. */
int32_t bss2_conv_sizes(
    const ptrdiff_t *input_shape, ptrdiff_t input_axes, const ptrdiff_t *weight_shape,
    ptrdiff_t weight_axes, const ptrdiff_t *bias_shape, ptrdiff_t bias_axes,
    const ptrdiff_t *stride, ptrdiff_t spatial_axes, ptrdiff_t copies, ptrdiff_t *sizes);

/* The windows as rows of a matrix; the kernels as columns of a matrix; the product of both as
 * (B x C_out x ...), with a bias for each channel, or NULL, added as it is. Shapes as above. */
int32_t bss2_conv_windows(
    const float *input, const ptrdiff_t *input_shape, const ptrdiff_t *weight_shape,
    const ptrdiff_t *stride, ptrdiff_t spatial_axes, ptrdiff_t copies, float *windows);
int32_t bss2_conv_matrix(
    const float *weight, const ptrdiff_t *input_shape, const ptrdiff_t *weight_shape,
    const ptrdiff_t *stride, ptrdiff_t spatial_axes, ptrdiff_t copies, float *matrix);
int32_t bss2_conv_results(
    const float *products, const float *bias, const ptrdiff_t *input_shape,
    const ptrdiff_t *weight_shape, const ptrdiff_t *stride, ptrdiff_t spatial_axes,
    ptrdiff_t copies, float *results);

/* As many copies of a kernel as fit into one array, at least one. */
ptrdiff_t bss2_conv_copies(ptrdiff_t out_channels, ptrdiff_t kernel, ptrdiff_t stride);

/* Initial parameters of a layer for a gain: `num_sends` is derived where it is 0, and kept otherwise;
 * standard deviation of the weights; bound of the uniform bias. */
int32_t bss2_layer_law(
    double gain, ptrdiff_t fan_in, int64_t relu_shift, int64_t *num_sends, double *weight_std,
    double *bias_bound);

/* The factor that scales a largest magnitude to a limit (31 or 63); 1 if there is nothing to scale. */
double bss2_scale(double largest, int32_t limit);

/* ---- Registers and traces ------------------------------------------------------------------- */

/* Writes `count` words to bus addresses, then waits. */
int32_t bss2_chip_write(
    bss2_handle chip, const uint32_t *addresses, const uint32_t *words, ptrdiff_t count,
    double wait_microseconds);

/* Reads `count` words from bus addresses. */
int32_t bss2_chip_read(
    bss2_handle chip, const uint32_t *addresses, ptrdiff_t count, uint32_t *words);

/* One instruction of a program. `operation` selects it:
 *
 *   0 write        the lower 32 bits of `data` to bus address `address`
 *   1 read         the word at bus address `address`
 *   2 reset timer
 *   3 read timer
 *   4 wait until   the timer shows `data` FPGA cycles (8 ns), below 2^32
 *   5 barrier
 *   6 spikes       `address` labels (1 to 3) of 16 bits each, the first in the lowest bits of `data`,
 *                  in one FPGA cycle */
typedef struct {
    uint32_t operation;
    uint32_t address;
    uint64_t data;
} bss2_record;

/* Runs a whole program, `host_latency` FPGA cycles (below 2^32) of chip time after the last one: as
 * long as a host takes between programs. `words` gets the results of the `reads` reads of words and of the
 * timer, in their order; `times` gets the FPGA cycles, counted from the program's start, at which they
 * began. `samples` gets a handle to be freed, or 0 where there are none: bss2_recording_rows copies the
 * MADC's samples, each as value, channel, time of arrival and chip time in cycles of 8 ns. `words`,
 * `times` and `samples` may be NULL. A refused program leaves the chip as it was. */
int32_t bss2_program_run(
    bss2_handle chip, const bss2_record *records, ptrdiff_t count, int64_t host_latency,
    uint32_t *words, int64_t *times, ptrdiff_t reads, bss2_handle *samples);

/* Copies containers (words, bits of fields, ranges, defaults, addresses), those of board and FPGA, coordinates (ranges, axes,
 * conversions) and names of CapMem cells as JSON; returns the length of the text, which is always the
 * same. */
ptrdiff_t bss2_catalogue_json(char *buffer, ptrdiff_t capacity);

/* Containers (haldls) by the name of their type, such as "NeuronConfig": number of words and of
 * places, bus address of a word at a place (counted as halco's toEnum), fields as text
 * "NAME(field: code, field: [code, ...])" (returns its length), and a field changed in words. */
ptrdiff_t bss2_container_words(const char *name);
ptrdiff_t bss2_container_places(const char *name);
int32_t bss2_container_address(
    const char *name, ptrdiff_t coordinate, ptrdiff_t word, uint32_t *address);
ptrdiff_t bss2_container_describe(
    const char *name, const uint32_t *words, char *buffer, ptrdiff_t capacity);
int32_t bss2_container_set(
    const char *name, uint32_t *words, const char *field, const int64_t *codes, ptrdiff_t count);

/* Converts all columns of hemisphere 0 (top) or 1: 256 causal, then 256 acausal samples. */
int32_t bss2_chip_read_cadc(bss2_handle chip, int32_t hemisphere, uint8_t *samples);

/* Records an atomic neuron (0...511) with the MADC while `events` spike labels are sent at their
 * FPGA cycles. Returns the number of samples, of which `capacity` are stored at most. The time
 * between samples is `ticks_per_sample` times 2 ns. */
ptrdiff_t bss2_chip_record(
    bss2_handle chip, int32_t neuron, const uint16_t *labels, const int64_t *cycles,
    ptrdiff_t events, ptrdiff_t duration_cycles, uint16_t *values, ptrdiff_t capacity,
    int64_t *ticks_per_sample);

/* Multiplies as bss2_chip_multiply does, and records an atomic neuron (0...511) with the MADC. The
 * recording is a handle to be freed; it is empty where the neuron's column is not used. */
int32_t bss2_chip_multiply_recorded(
    bss2_handle chip, const uint8_t *inputs, ptrdiff_t batch, ptrdiff_t rows,
    const int8_t *weights, ptrdiff_t columns, ptrdiff_t num_sends, ptrdiff_t wait,
    uint32_t stream, int32_t neuron, int8_t *results, bss2_handle *recording);

/* Copies at most `capacity` numbers of a recording, four a row: chip run, vector, FPGA cycle since
 * the start of the vector's real-time section, sample. Returns how many numbers there are. */
ptrdiff_t bss2_recording_rows(bss2_handle recording, int64_t *rows, ptrdiff_t capacity);

/* ---- Calibrations --------------------------------------------------------------------------- */

/* Calibrates the chip for hagen mode, as calix does, and applies the result; takes seconds.
 * `progress` may be NULL; it is called on this thread with the step's name and the fraction that is
 * done, and must not call the chip. The result depends on parameters and seed only. */
int32_t bss2_chip_calibrate(
    bss2_handle chip, void (*progress)(const char *step, double fraction, void *user), void *user,
    bss2_handle *calibration);

/* Gives the default targets and options of a kind of calibration, "hagen" or "hagen_synin", as a calibration
 * with the values "kind", "target/..." and "options/...", which bss2_calibration_put_... change. */
int32_t bss2_chip_calibration_request(
    bss2_handle chip, const char *kind, bss2_handle *request);

/* Calibrates the chip as bss2_chip_calibrate does, but for the kind, targets and options of a request. A
 * calibration for hagen mode whose texts "only" name parts ("cadc", "neuron", "synapse_driver") is a request,
 * too: other parts then stay as they are. */
int32_t bss2_chip_calibrate_to(
    bss2_handle chip, bss2_handle request,
    void (*progress)(const char *step, double fraction, void *user), void *user,
    bss2_handle *calibration);

/* Copies the name under which a cache keeps a chip's calibration for a request (0: the default one of hagen
 * mode); returns its length. It depends on all that the calibration depends on. */
ptrdiff_t bss2_chip_calibration_key(
    bss2_handle chip, bss2_handle request, char *buffer, ptrdiff_t capacity);

/* The content of a file of that cache: stores at most `capacity` bytes, returns how many there are; reads
 * such bytes. */
ptrdiff_t bss2_calibration_encode(bss2_handle calibration, uint8_t *bytes, ptrdiff_t capacity);
int32_t bss2_calibration_decode(const uint8_t *bytes, ptrdiff_t count, bss2_handle *calibration);

/* Writes all settings of a calibration to the chip. */
int32_t bss2_chip_apply(bss2_handle chip, bss2_handle calibration);

/* A calibration is a set of named arrays. Kinds: 1 integers, 2 mask, 3 doubles, 4 text, 5 texts. */
bss2_handle bss2_calibration_new(void);
ptrdiff_t bss2_calibration_count(bss2_handle calibration);

/* Copies the name of a value, in alphabetical order, cut to `capacity` with its final 0; returns its
 * length without it. */
ptrdiff_t bss2_calibration_name(
    bss2_handle calibration, ptrdiff_t index, char *buffer, ptrdiff_t capacity);

/* Kind and number of elements of a value. */
ptrdiff_t bss2_calibration_kind(bss2_handle calibration, const char *name);
ptrdiff_t bss2_calibration_length(bss2_handle calibration, const char *name);

/* Copy at most `capacity` elements; return how many there are. Integers and masks; doubles. */
ptrdiff_t bss2_calibration_integers(
    bss2_handle calibration, const char *name, int64_t *values, ptrdiff_t capacity);
ptrdiff_t bss2_calibration_doubles(
    bss2_handle calibration, const char *name, double *values, ptrdiff_t capacity);

/* Copies one text of a value as bss2_calibration_name does. */
ptrdiff_t bss2_calibration_text(
    bss2_handle calibration, const char *name, ptrdiff_t index, char *buffer, ptrdiff_t capacity);

/* Store values: integers (kind 1) or a mask (2); doubles; one text (4) or several (5). */
int32_t bss2_calibration_put_integers(
    bss2_handle calibration, const char *name, int32_t kind, const int64_t *values,
    ptrdiff_t count);
int32_t bss2_calibration_put_doubles(
    bss2_handle calibration, const char *name, const double *values, ptrdiff_t count);
int32_t bss2_calibration_put_texts(
    bss2_handle calibration, const char *name, int32_t kind, const char *const *texts,
    ptrdiff_t count);

/* Writes a calibration as a cocolist, the file of the real software: form 0 is .pbin, 1 is .json.gz.
 * Returns its size in bytes, of which at most `capacity` are stored. */
ptrdiff_t bss2_calibration_cocolist(
    bss2_handle calibration, int32_t form, uint8_t *bytes, ptrdiff_t capacity);

/* Copies the digest of a file's content, by which a provenance beside it refers to it. */
ptrdiff_t bss2_content_digest(
    const uint8_t *bytes, ptrdiff_t count, char *buffer, ptrdiff_t capacity);

/* Writes `count` containers, also of board and FPGA, by the names of their types, with their places and all
 * their words one after the other, as a cocolist: form 0 is .pbin, 1 is .json.gz. Returns its size
 * in bytes, of which at most `capacity` are stored. */
ptrdiff_t bss2_cocolist_encode(
    int32_t form, const char *const *names, const int64_t *places, ptrdiff_t count,
    const uint32_t *words, ptrdiff_t word_count, uint8_t *bytes, ptrdiff_t capacity);

/* Copies the entries of a cocolist (.pbin, .json or .json.gz) as JSON,
 * {"entries": [[name, place, [word, ...]], ...], "ignored": [type, ...]}, with the names, places and words that
 * bss2_cocolist_encode takes; returns the length of the text. */
ptrdiff_t bss2_cocolist_decode(
    const uint8_t *bytes, ptrdiff_t count, char *buffer, ptrdiff_t capacity);

/* Copies the differences of two cocolists by field as JSON, {"fields": [{"name", "mean", "largest",
 * "places"}, ...], "only_first": {type: number}, "only_second": {...}}; returns the length of the text. */
ptrdiff_t bss2_cocolist_differences(
    const uint8_t *first, ptrdiff_t first_count, const uint8_t *second, ptrdiff_t second_count,
    char *buffer, ptrdiff_t capacity);

/* Applies a cocolist (.pbin, .json or .json.gz) to a chip. */
int32_t bss2_chip_apply_cocolist(bss2_handle chip, const uint8_t *bytes, ptrdiff_t count);

/* ---- Measurements --------------------------------------------------------------------------- */

/* These give the handle of a text in JSON, which bss2_text copies (it returns its length). Numbers that are not
 * finite are null. `progress` may be NULL; see bss2_chip_calibrate. bss2_chip_interrupt stops them. */
ptrdiff_t bss2_text(bss2_handle text, char *buffer, ptrdiff_t capacity);

/* Applies a calibration, or a cocolist (.pbin, .json or .json.gz), to a chip like this one and measures whether
 * it holds, against its own targets; those of a cocolist are in a request (0: the default ones): [{"name", "value", "limit", "upper" (values have to be below the limit), "holds", "instances" (the
 * farthest ones)}, ...]. */
int32_t bss2_chip_verify(bss2_handle chip, bss2_handle calibration, bss2_handle *text);
int32_t bss2_chip_verify_cocolist(
    bss2_handle chip, const uint8_t *bytes, ptrdiff_t count, bss2_handle request, bss2_handle *text);

/* Measures the figures that are published of chips on this one, which stays as it was: [{"key", "title",
 * "unit", "source", "value", "published" (or null), "lowest", "highest" (of the allowed range)}, ...]. */
int32_t bss2_chip_characterize(
    bss2_handle chip, void (*progress)(const char *step, double fraction, void *user), void *user,
    bss2_handle *text);

/* Applies a calibration for hagen mode to chips like this one, but at `count` temperatures, and compares their
 * products with those at the temperature of the calibration: [{"kelvin", "gain", "noise",
 * "noise_to_signal", "error", "shift_share", "upwards"}, ...]. */
int32_t bss2_chip_temperatures(
    bss2_handle chip, bss2_handle calibration, const double *kelvin, ptrdiff_t count,
    void (*progress)(const char *step, double fraction, void *user), void *user,
    bss2_handle *text);

#ifdef __cplusplus
}
#endif
#endif
