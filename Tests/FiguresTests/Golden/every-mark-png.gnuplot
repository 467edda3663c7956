set encoding utf8
set minussign
set terminal pngcairo enhanced size 1960,2232 font "Liberation Sans,11" fontscale 1.85 linewidth 2 pointscale 3 background "#ffffff"
set multiplot

reset
set lmargin at screen 0.07143
set rmargin at screen 0.43878
set bmargin at screen 0.70072
set tmargin at screen 0.93369
set label 1 'It''s all {here}' at screen 0.50000,0.98118 center font "Liberation Sans:Bold,14" textcolor rgb "#222222" noenhanced
set label 2 'seed 0 · "µ_0"' at screen 0.50000,0.01254 center font ",9" textcolor rgb "#666666" noenhanced
set label 3 'Curves' at screen 0.25510,0.94803 center font "Liberation Sans:Bold,12" textcolor rgb "#222222" noenhanced
set label 4 'time [µs]' at screen 0.25510,0.66756 center font ",11" textcolor rgb "#222222" noenhanced
set label 5 'voltage [V]' at screen 0.01429,0.81720 center rotate by 90 font ",11" textcolor rgb "#222222" noenhanced
set border 3 linewidth 1 linecolor rgb "#555555"
set tics nomirror out scale 0.6 font ",10" textcolor rgb "#222222"
set xtics offset 0,0
set format "%h"
set grid back linetype 1 linewidth 0.8 linecolor rgb "#e4e4e4"
set logscale x
set xtics (1.0, 2.0, 5.0)
set xrange [0.9201876506248752:8.693878900208464]
set yrange [-0.32:8.32]
set key bottom right inside opaque fillcolor rgb "#a0ffffff" noenhanced Left reverse samplen 1.6 spacing 1.1 font ",10" textcolor rgb "#222222"
$d0 << EOD
1.0 0.0 1.0

4.0 1.0 3.0
8.0 2.0 4.0
EOD
$d1 << EOD
1.0 0.5
2.0 NaN
4.0 2.0
8.0 3.0
EOD
$d2 << EOD
1.0 1.0
2.0 2.0
4.0 4.0
8.0 8.0
EOD
$d3 << EOD
1.0 0.5
2.0 NaN
4.0 2.0
8.0 3.0
EOD
$d4 << EOD
1.0 0.5
2.0 NaN
4.0 2.0
8.0 3.0
EOD
$d5 << EOD
0.9201876506248752 1.0
8.693878900208464 1.0
EOD
plot $d0 using 1:2:3 with filledcurves fillstyle solid noborder fillcolor rgb "#c70072b2" title 'spread', \
  $d1 using 1:2 with lines dashtype 1 linewidth 1.8 linecolor rgb "#d55e00" title 'mean', \
  $d2 using 1:2 with lines dashtype 2 linewidth 3.6 linecolor rgb "#009e73" notitle, \
  $d3 using 1:2 with points pointtype 7 pointsize 0.47 linecolor rgb "#000000" title 'points', \
  $d4 using 1:2 with linespoints dashtype 1 linewidth 1.8 linecolor rgb "#cc79a7" pointtype 7 pointsize 0.47 title 'both', \
  $d5 using 1:2 with lines dashtype 4 linewidth 1.2 linecolor rgb "#555555" title 'limit'

reset
set lmargin at screen 0.61020
set rmargin at screen 0.97755
set bmargin at screen 0.70072
set tmargin at screen 0.93369
set label 4 'output [LSB]' at screen 0.79388,0.66756 center font ",11" textcolor rgb "#222222" noenhanced
set label 5 'columns' at screen 0.55306,0.81720 center rotate by 90 font ",11" textcolor rgb "#222222" noenhanced
set border 3 linewidth 1 linecolor rgb "#555555"
set tics nomirror out scale 0.6 font ",10" textcolor rgb "#222222"
set xtics offset 0,0
set format "%h"
set grid back linetype 1 linewidth 0.8 linecolor rgb "#e4e4e4"
set xrange [0.0:10.0]
set yrange [0.0:10.4]
set key top left inside opaque fillcolor rgb "#a0ffffff" noenhanced Left reverse samplen 1.6 spacing 1.1 font ",10" textcolor rgb "#222222"
$d0 << EOD
0.5 5.0 1.0
2.0 7.0 2.0
EOD
$d1 << EOD
1.0 1.0 1.0
2.0 2.0 1.0
4.0 4.0 2.0
8.0 8.0 2.0
EOD
$d2 << EOD
2.0 0.0
2.0 10.4
EOD
plot $d0 using 1:2:3 with boxes fillstyle solid border rgb "#ffffff" linewidth 0.6 fillcolor rgb "#400072b2" title 'bins', \
  $d1 using 1:2:3 with yerrorbars pointtype 7 pointsize 0.47 linewidth 1.2 linecolor rgb "#d55e00" notitle, \
  $d2 using 1:2 with lines dashtype 4 linewidth 1.2 linecolor rgb "#ffa500" notitle

reset
set lmargin at screen 0.07143
set rmargin at screen 0.43878
set bmargin at screen 0.38530
set tmargin at screen 0.61828
set label 3 'Map' at screen 0.25510,0.63262 center font "Liberation Sans:Bold,12" textcolor rgb "#222222" noenhanced
set label 4 'column' at screen 0.25510,0.35215 center font ",11" textcolor rgb "#222222" noenhanced
set label 5 'row' at screen 0.01429,0.50179 center rotate by 90 font ",11" textcolor rgb "#222222" noenhanced
set label 6 'offset [LSB]' at screen 0.51224,0.50179 center rotate by 90 font ",11" textcolor rgb "#222222" noenhanced
set border 3 linewidth 1 linecolor rgb "#555555"
set tics nomirror out scale 0.6 font ",10" textcolor rgb "#222222"
set xtics offset 0,0
set format "%h"
set grid back linetype 1 linewidth 0.8 linecolor rgb "#e4e4e4"
set xrange [-0.5:2.5]
set yrange [-0.5:1.5]
unset key
set palette defined (0 "#2166ac", 1 "#4393c3", 2 "#92c5de", 3 "#d1e5f0", 4 "#f7f7f7", 5 "#fddbc7", 6 "#f4a582", 7 "#d6604d", 8 "#b2182b")
set cbrange [-3.0:3.0]
set colorbox user origin screen 0.45102,0.38530 size screen 0.01224,0.23297 noborder
set object 1 rectangle from graph 0,0 to graph 1,1 behind fillcolor rgb "#eeeeee" fillstyle solid noborder
$d0 << EOD
0.0 0.0 -0.5 0.5 -0.5 0.5 -1.0
2.0 0.0 1.5 2.5 -0.5 0.5 2.0
0.0 1.0 -0.5 0.5 0.5 1.5 3.0
1.0 1.0 0.5 1.5 0.5 1.5 0.0
EOD
plot $d0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid border linewidth 0.5 linecolor palette notitle

reset
set lmargin at screen 0.61020
set rmargin at screen 0.97755
set bmargin at screen 0.38530
set tmargin at screen 0.61828
set label 3 'Picture' at screen 0.79388,0.63262 center font "Liberation Sans:Bold,12" textcolor rgb "#222222" noenhanced
set border 3 linewidth 1 linecolor rgb "#555555"
set tics nomirror out scale 0.6 font ",10" textcolor rgb "#222222"
set xtics offset 0,0
set format "%h"
set grid back linetype 1 linewidth 0.8 linecolor rgb "#e4e4e4"
set xrange [0.0:1.0]
set yrange [0.0:1.0]
unset key
set object 1 rectangle from graph 0,0 to graph 1,1 behind fillcolor rgb "#eeeeee" fillstyle solid noborder
$d0 << EOD
0.25 0.25 0.0 0.5 0.0 0.5 0
0.75 0.25 0.5 1.0 0.0 0.5 16777215
0.25 0.75 0.0 0.5 0.5 1.0 16753920
0.75 0.75 0.5 1.0 0.5 1.0 8421504
EOD
plot $d0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid border linewidth 0.5 linecolor rgb variable notitle

reset
set lmargin at screen 0.07143
set rmargin at screen 0.43878
set bmargin at screen 0.06989
set tmargin at screen 0.30287
set label 3 'Empty' at screen 0.25510,0.31720 center font "Liberation Sans:Bold,12" textcolor rgb "#222222" noenhanced
set border 3 linewidth 1 linecolor rgb "#555555"
set tics nomirror out scale 0.6 font ",10" textcolor rgb "#222222"
set xtics offset 0,0
set format "%h"
set grid back linetype 1 linewidth 0.8 linecolor rgb "#e4e4e4"
set xrange [0.0:1.0]
set yrange [0.0:1.0]
unset key
set label 7 'no finite data' at graph 0.5,0.5 center textcolor rgb "#666666"
plot NaN notitle
unset multiplot
