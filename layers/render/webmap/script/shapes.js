// GeoJSON geometry -> shapes of Leaflet, which names the latitude first.

/** @import { Shape } from "./types.d.ts" */

/**
 * @param {Shape} geometry
 * @param {L.CircleMarkerOptions & L.PolylineOptions} options
 * @returns {L.CircleMarker | L.Polyline<any>}
 */
export function shape(geometry, options) {
  const points = flip(geometry.coordinates);
  if (geometry.type === "Point") return L.circleMarker(points, { radius: 7, ...options });
  return geometry.type.endsWith("LineString") ? L.polyline(points, options) : L.polygon(points, options);
}

/** @param {Shape} geometry */
export function boundsOf(geometry) {
  const drawn = shape(geometry, {});
  return drawn instanceof L.Polyline ? drawn.getBounds() : L.latLngBounds([drawn.getLatLng()]);
}

/**
 * @param {any} coordinates nested as deep as the type of the geometry says
 * @returns {any}
 */
function flip(coordinates) {
  return typeof coordinates[0] === "number" ? [coordinates[1], coordinates[0]] : coordinates.map(flip);
}
