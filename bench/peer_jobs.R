# Rscript bench/peer_jobs.R JOB EVENTS.csv: one job of a peer in R; prints the same line of JSON as bench/jobs.py.
asked <- commandArgs(trailingOnly = TRUE)
events <- read.csv(asked[2])

cells <- function() {
  side <- seq(0, 20000, 100)
  table(cut(events$y, side, include.lowest = TRUE, right = FALSE), cut(events$x, side, include.lowest = TRUE, right = FALSE))
}

surveillance_knox <- function(times) {
  suppressMessages(library(surveillance))
  found <- knox(dt = dist(events$t), ds = dist(events[c("x", "y")]), eps.t = 14, eps.s = 200,
                simulate.p.value = TRUE, B = times)
  list(observed = as.numeric(found$statistic), expected = as.numeric(found$null.value), p = found$p.value)
}

near_repeat <- function(times) {
  suppressMessages(library(NearRepeat))
  found <- NearRepeat(events$x, events$y, events$t, sds = seq(0, 1000, 200), tds = seq(0, 35, 7),
                      method = "euclidean", nrep = times)
  list(observed = sum(found$observed))
}

spdep_gi_star <- function(times) {
  suppressMessages(library(spdep))
  near <- include.self(cell2nb(200, 200, type = "queen"))
  found <- as.numeric(localG(as.numeric(t(cells())), nb2listw(near, style = "B")))
  list(largest = max(found), first = found[1])
}

spatstat_density <- function(times) {
  suppressMessages(library(spatstat.explore))
  city <- spatstat.geom::ppp(events$x, events$y, window = spatstat.geom::owin(c(0, 20000), c(0, 20000)), check = FALSE)
  found <- density(city, sigma = 300, dimyx = 200, edge = FALSE)
  list(largest = max(found$v) * 1e6)
}

surveillance_farrington <- function(times) {
  suppressMessages(library(surveillance))
  weeks <- tabulate(floor(events$t / 365 * 322) + 1, 322)
  how <- list(range = 322, b = 5, w = 3, reweight = TRUE, trend = TRUE, alpha = 0.05, powertrans = "2/3")
  list(limit = as.numeric(upperbound(farrington(sts(observed = matrix(weeks), frequency = 52), control = how))[1]))
}

jobs <- list(
  "surveillance knox 9" = function() surveillance_knox(9),
  "NearRepeat 2" = function() near_repeat(2),
  "surveillance farrington" = function() surveillance_farrington(0),
  "spdep localG" = function() spdep_gi_star(0),
  "spatstat density.ppp" = function() spatstat_density(0)
)

began <- proc.time()
answer <- jobs[[asked[1]]]()
passed <- proc.time() - began
memory <- as.numeric(sub("[^0-9]*([0-9]+).*", "\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024
fields <- paste0('"', names(answer), '": ', vapply(answer, format, "", digits = 15), collapse = ", ")
cat(sprintf('{"first": %f, "warm": %f, "cpu": %f, "memory": %f, "answer": {%s}}\n',
            passed[["elapsed"]], passed[["elapsed"]], passed[["user.self"]] + passed[["sys.self"]], memory, fields))
